// A value that screens follow: const known = signal(…); in a component useSignal(known).
import { useEffect, useState } from 'preact/hooks'

export interface Signal<T> {
  value: T
  follow: (listener: () => void) => () => void
}

export function signal<T>(initial: T): Signal<T> {
  const listeners = new Set<() => void>()
  let current = initial
  return {
    get value() {
      return current
    },
    set value(next: T) {
      current = next
      for (const listener of listeners) listener()
    },
    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Runs `act` at each change after the first drawing. */
export function useChange(one: Signal<unknown>, act: () => void): void {
  useEffect(() => one.follow(act), [one, act])
}

export function useSignal<T>(one: Signal<T>): T {
  const [, draw] = useState({})
  useEffect(() => one.follow(() => draw({})), [one])
  return one.value
}
