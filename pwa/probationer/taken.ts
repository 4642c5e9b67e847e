// What the server took during this page's life. A reading that left before and arrives after knows nothing of it.
import { outdate } from '../kit/load'
import type { Appointment, Home, Me } from './api'
import { signal } from './signal'

type Answer = NonNullable<Appointment['answer']>

/** As the server said, or else as the person did it. */
export type Accepted =
  /** `own`: as it was given. Delivered twice, the server says what counts by now, which may be of another date. */
  | { act: 'answer'; appointment: string; revision: number; answer: Answer; own: Answer & { revision: number } }
  | { act: 'details'; details: Partial<Me> }
  | { act: 'seen'; appointment: string; revision: number }

/** Rises when the server took something: screens ask again. */
export const taken = signal(0)
export const accepted: Accepted[] = []

/** The server took something: every screen asks again. */
export function tellTaken(): void {
  outdate()
  taken.value += 1
}

export function answered(one: Appointment, by: Accepted): Appointment {
  if (by.act === 'details' || by.appointment !== one.id) return one
  if (by.act === 'seen') return by.revision >= one.revision ? { ...one, change: null } : one
  const answer = [{ ...by.answer, revision: by.revision }, by.own].find(({ revision }) => revision === one.revision)
  // Who answers a new date has seen it.
  return answer ? { ...one, answer, change: one.state === 'booked' ? null : one.change } : one
}

/** A copy made by an earlier version of the app has no such list. */
const each = (list: Appointment[] | undefined, by: Accepted) => (list ?? []).map((one) => answered(one, by))

export const homeAfter = (home: Home, by: Accepted): Home => ({
  ...home,
  upcoming: each(home.upcoming, by),
  called_off: each(home.called_off, by),
  missed: each(home.missed, by),
})

export const meAfter = (me: Me, by: Accepted): Me => (by.act === 'details' ? { ...me, ...by.details } : me)

/** A reading, with what was accepted while it was on its way. */
export async function mended<T>(
  read: () => Promise<T>,
  after: (data: T, by: Accepted) => T,
  list: readonly Accepted[] = accepted,
): Promise<T> {
  const before = list.length
  const data = await read()
  return list.slice(before).reduce(after, data)
}
