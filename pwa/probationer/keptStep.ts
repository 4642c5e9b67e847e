// The code step of a change, kept in this tab as the sign-in keeps its own: an old phone closes the page while its owner
// reads the SMS. What is kept is what the server gave back, its address masked; nothing that was typed.
import { useEffect, useRef } from 'preact/hooks'
import { tab } from '../kit/storage'
import type { Challenge } from './api'
import { now } from './clock'
import { useStep } from './step'

type Kept<T> = { challenge: Challenge } & Partial<T>

function stored<T>(name: string): Kept<T> | undefined {
  const challenge = JSON.parse(tab.get(name) ?? 'null') as Challenge | null
  return challenge && Date.parse(challenge.expires_at) > now().getTime() ? ({ challenge } as Kept<T>) : undefined
}

/** After a reload `step` holds the challenge alone. `forget`: the code was right. */
export function useKeptStep<T extends { challenge: Challenge }>(kind: 'phone' | 'email' | 'takeback') {
  const name = `asked-${kind}`
  const { step, enter, leave } = useStep<Kept<T>>(() => stored<T>(name))
  const forget = () => tab.remove(name)
  // Come back by the menu: the code that is on its way is asked for at once. Back leads to the first step.
  const isNew = useRef(true)
  useEffect(() => {
    const asked = isNew.current && !step && stored<T>(name)
    isNew.current = false
    if (asked) enter(asked)
  })
  return {
    step,
    enter(next: T) {
      tab.set(name, JSON.stringify(next.challenge))
      enter(next)
    },
    forget,
    leave(to?: string) {
      forget()
      return leave(to)
    },
  }
}
