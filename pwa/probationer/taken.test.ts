import { describe, expect, it } from 'vitest'
import type { Appointment } from './api'
import { answered } from './taken'
import { acceptedOf, type Act } from './wishes'

const act = { at: 0, wish: { act: 'answer', appointment: 'a', revision: 1, kind: 'coming' } } as Act
const now = { kind: 'cannot', at: '2026-11-29T10:00:00Z', words: null, late_minutes: null, seen_at: null, revision: 2 }
const copy = (revision: number) =>
  ({ id: 'a', revision, state: 'booked', answer: null, change: null }) as unknown as Appointment

describe('an answer that is delivered twice', () => {
  it('stands beside the old date as it was given, although another counts of the new one by now', () => {
    expect(answered(copy(1), acceptedOf(act, now)).answer?.kind).toBe('coming')
    expect(answered(copy(2), acceptedOf(act, now)).answer?.kind).toBe('cannot')
    expect(answered(copy(3), acceptedOf(act, now)).answer).toBeNull()
  })
})
