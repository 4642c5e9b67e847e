// What the server took during this page's life. A reading that left before and arrives after knows nothing of it.
import { outdate } from '../kit/load'
import type { Appointment, Home, Me } from './api'
import { signal } from './signal'

/** As the server said, or else as the person did it. */
export type Accepted =
  | { act: 'answer'; appointment: string; revision: number; answer: NonNullable<Appointment['answer']> }
  | { act: 'details'; details: Partial<Me> }

/** Rises when the server took something: screens ask again. */
export const taken = signal(0)
export const accepted: Accepted[] = []

/** The server took something: every screen asks again. */
export function tellTaken(): void {
  outdate()
  taken.value += 1
}

export const answered = (one: Appointment, by: Accepted): Appointment =>
  by.act === 'answer' && by.appointment === one.id && by.revision === one.revision ? { ...one, answer: by.answer } : one

export const homeAfter = (home: Home, by: Accepted): Home => ({
  ...home,
  upcoming: home.upcoming.map((one) => answered(one, by)),
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
