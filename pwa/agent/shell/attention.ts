// How much waits on the first screen, shown beside its name in the navigation of every page.
import { useEffect, useState } from 'preact/hooks'
import { isoDay } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { getMorning } from '../api/calls'
import type { Morning } from '../api/types'
import { type Gone, leftOf } from '../parts/useGone'
import { serverNow, zone } from '../session'

let count: number | undefined
const listeners = new Set<(n: number) => void>()

/** Files that end ask for nothing today. `gone`: what was dealt with since. */
export function waiting(of: Morning, gone: Pick<Gone, 'isGone'> = { isGone: () => false }): number {
  const { ending: _ending, ...left } = leftOf(of, gone)
  return Object.values(left).reduce((sum, one) => sum + one, of.without_outcome_count)
}

export function setAttention(n: number): void {
  count = n
  for (const listener of listeners) listener(n)
}

/** Whatever page one comes in by; the first screen, where it is open, knows better. */
export function Waiting() {
  const today = isoDay(serverNow(), zone())
  const { data } = useLoad(`morning:${today}:`, () => getMorning(today))
  useEffect(() => {
    if (data && count === undefined) setAttention(waiting(data))
  }, [data])
  return null
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
