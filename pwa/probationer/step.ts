// A second step at the same address (the code after the number): the phone's Back leads to the first one.
//   const { step: asked, enter, leave } = useStep<Asked>()
import { useState } from 'preact/hooks'
import { cameFrom, go, place, useRoute } from '../kit/router'

const STEP = 'etape'

export function useStep<T>(stored: () => T | undefined = () => undefined) {
  const { query, path } = useRoute()
  const [value, setValue] = useState(stored)
  // An answer may come when the person has gone elsewhere: she is not fetched back.
  const isHere = () => place().path === path
  return {
    /** What the second step is about, while it is the one that is open. */
    step: query.has(STEP) ? value : undefined,
    enter(next: T) {
      setValue(() => next)
      if (query.has(STEP) || !isHere()) return
      const search = new URLSearchParams(location.search)
      search.set(STEP, 'code')
      go(`${location.pathname}?${search}`)
    },
    /** Both steps are over, or the second is given up: no Back leads to it any more. */
    leave(to = location.pathname) {
      if (!isHere()) return undefined
      const end = () => go(to, { replace: true })
      if (!query.has(STEP) || cameFrom() === undefined) return end()
      addEventListener('popstate', end, { once: true })
      return history.back()
    },
  }
}
