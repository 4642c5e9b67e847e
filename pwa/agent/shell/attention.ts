// How much waits on the first screen, shown beside its name in the navigation of every page.
import { useEffect, useState } from 'preact/hooks'
import { countWaiting } from '../api/calls'
import type { Waiting } from '../api/types'

let count: number | undefined
const listeners = new Set<(n: number) => void>()

/** Files that end ask for nothing today. */
export function sumOf({ counts, without_outcome_count }: Waiting): number {
  const { ending: _ending, ...asking } = counts
  return Object.values(asking).reduce((sum, one) => sum + one, without_outcome_count)
}

export function setAttention(n: number): void {
  count = n
  for (const listener of listeners) listener(n)
}

/** Once, whatever page one comes in by but the first screen, which knows better. */
export function useWaiting(isAsked: boolean): void {
  useEffect(() => {
    if (!isAsked || count !== undefined) return
    countWaiting().then(
      (found) => count === undefined && setAttention(sumOf(found)),
      () => undefined,
    )
  }, [isAsked])
}

export function useAttention(): number {
  const [now, setNow] = useState(count ?? 0)
  useEffect(() => {
    listeners.add(setNow)
    setNow(count ?? 0)
    return () => {
      listeners.delete(setNow)
    }
  }, [])
  return now
}
