// A value that screens follow: const known = signal(…); in a component useSignal(known).
import { useLayoutEffect, useState } from 'preact/hooks'

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
  useLayoutEffect(() => one.follow(act), [one, act])
}

export function useSignal<T>(one: Signal<T>): T {
  const [, draw] = useState({})
  // Within the drawing: an effect comes a moment after it, and what changed meanwhile would never be drawn.
  useLayoutEffect(() => one.follow(() => draw({})), [one])
  return one.value
}
