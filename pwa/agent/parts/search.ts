// Search as one types: waits for a pause, forgets the answers that come too late.
import { useEffect, useState } from 'preact/hooks'
import { asProblem, type Problem } from '../../kit/call'
import { plural, t } from '../../kit/i18n'

const PAUSE = 180
/** The server counts no further. */
export const COUNTED = 1_000

/** « 17 personnes trouvées », on all pages together. */
export const foundText = (count: number) =>
  count < COUNTED ? plural('agent.find.count', count) : t('agent.find.many', { n: COUNTED })

export interface Typed<T> {
  result: T | undefined
  problem: Problem | undefined
  isLate: boolean
}

export function useTyped<T>(
  key: string,
  ask: ((signal: AbortSignal) => Promise<T>) | undefined,
  pause = PAUSE,
): Typed<T> {
  const [state, setState] = useState<Typed<T>>({ result: undefined, problem: undefined, isLate: false })
  useEffect(() => {
    if (!ask) return setState({ result: undefined, problem: undefined, isLate: false })
    const abort = new AbortController()
    setState((was) => ({ ...was, isLate: true }))
    const timer = setTimeout(() => {
      ask(abort.signal).then(
        (result) => !abort.signal.aborted && setState({ result, problem: undefined, isLate: false }),
        (error) =>
          !abort.signal.aborted &&
          setState((was) => ({ result: was.result, problem: asProblem(error), isLate: false })),
      )
    }, pause)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
    // What `ask` asks for is named by `key`.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key])
  return state
}
