import { describe, expect, it } from 'vitest'
import type { Agenda, AppointmentType, Seat } from '../api/types'
import { body, EMPTY, freeHours, instant, lacking, monday, placesOf, settled, withPlace, withType } from './choice'

const type = (changes: Partial<AppointmentType> = {}): AppointmentType => ({
  id: 1,
  code: 'suivi',
  name: 'Suivi',
  where: 'place',
  by_slot: true,
  minutes: 30,
  decider: 'referent',
  prosecutor_number: false,
  days_off_allowed: false,
  sms_always: false,
  maximum_delay_days: null,
  movable_by_person: true,
  ...changes,
})
const agenda = (id: number, place: number, agent?: number): Agenda => ({
  id,
  name: `A${id}`,
  place: { id: place, name: `P${place}`, full_name: `P${place}`, organisation: { id: 1, name: '' } },
  agent: agent ? { id: agent, name: '' } : null,
})
const seat: Seat = { slot: 7, agenda: 2, starts_at: '2026-11-26T13:30:00Z', left: 1, capacity: 1, full: false }
const whole = { probationer: 'p', tells: true, zone: 'Europe/Paris' }

describe('an instant at the place', () => {
  it('follows the summer time of its own date', () => {
    expect(instant('2026-11-26', '14:30', 'Europe/Paris')).toBe('2026-11-26T13:30:00.000Z')
    expect(instant('2026-07-01', '14:30', 'Europe/Paris')).toBe('2026-07-01T12:30:00.000Z')
  })
  it('is that of the place overseas', () => {
    expect(instant('2026-11-26', '09:00', 'America/Cayenne')).toBe('2026-11-26T12:00:00.000Z')
    expect(instant('2026-11-26', '09:00', 'Indian/Reunion')).toBe('2026-11-26T05:00:00.000Z')
  })
  it('is right on both sides of the change of hour', () => {
    expect(instant('2026-10-25', '01:30', 'Europe/Paris')).toBe('2026-10-24T23:30:00.000Z')
    expect(instant('2026-10-25', '04:00', 'Europe/Paris')).toBe('2026-10-25T03:00:00.000Z')
  })
  it('is nothing while something is missing', () => {
    expect(instant('', '09:00', 'Europe/Paris')).toBeUndefined()
    expect(instant('2026-11-26', '', 'Europe/Paris')).toBeUndefined()
  })
})

describe('a choice', () => {
  it('loses its seat with another type or place', () => {
    const chosen = { ...EMPTY, type: type(), place: 1, agenda: 2, seat }
    expect(withType(chosen, type({ id: 2 })).seat).toBeUndefined()
    expect(withPlace(chosen, 3)).toMatchObject({ place: 3, agenda: undefined, seat: undefined })
  })
  it('says what is still lacking', () => {
    expect(lacking(EMPTY, 'Europe/Paris')).toBe('agent.book.lacks_type')
    expect(lacking({ ...EMPTY, type: type() }, 'Europe/Paris')).toBe('agent.book.lacks_time')
    expect(lacking({ ...EMPTY, type: type(), seat }, 'Europe/Paris')).toBeUndefined()
  })
  it('takes the agent’s own agenda, or the only one, without asking', () => {
    const agendas = [agenda(1, 1), agenda(2, 1, 9), agenda(3, 2)]
    expect(settled(EMPTY, agendas, 9)).toMatchObject({ place: 1, agenda: 2 })
    expect(settled({ ...EMPTY, place: 2 }, agendas, 9)).toMatchObject({ place: 2, agenda: 3 })
    expect(settled(EMPTY, agendas, 5)).toMatchObject({ place: 1, agenda: undefined })
    expect(placesOf(agendas).map(({ id }) => id)).toEqual([1, 2])
  })
  it('looks for seats in every agenda of the place', () => {
    const agendas = [agenda(1, 1), agenda(2, 1, 9)]
    expect(settled({ ...EMPTY, type: type({ by_slot: true }) }, agendas, 9)).toMatchObject({
      place: 1,
      agenda: undefined,
    })
    expect(settled({ ...EMPTY, type: type({ by_slot: false }) }, agendas, 9)).toMatchObject({ place: 1, agenda: 2 })
  })
  it('becomes a seat in a slot, whose hour is the slot’s', () => {
    expect(body({ ...EMPTY, type: type(), place: 1, seat }, whole)).toMatchObject({
      slot: 7,
      agenda: 2,
      starts_at: null,
      legal: null,
      tell_person: true,
    })
  })
  it('becomes a free time, with its length and its legal notification', () => {
    const chosen = {
      ...EMPTY,
      type: type({ by_slot: false }),
      date: '2026-11-26',
      time: '14:30',
      minutes: 45,
      way: 'handed_over' as const,
      on: '2026-11-23',
    }
    expect(body(chosen, whole)).toMatchObject({
      slot: null,
      starts_at: '2026-11-26T13:30:00.000Z',
      minutes: 45,
      legal: { way: 'handed_over', on: '2026-11-23' },
    })
  })
  it('carries the prosecutor’s number only for the types that have one', () => {
    expect(body({ ...EMPTY, type: type(), seat, prosecutor: '123' }, whole)?.prosecutor_number).toBe('')
    expect(
      body({ ...EMPTY, type: type({ prosecutor_number: true }), seat, prosecutor: '123' }, whole)?.prosecutor_number,
    ).toBe('123')
  })
})

describe('the free hours of a day', () => {
  const busy = (starts_at: string, minutes = 30, state = 'booked') => ({ starts_at, minutes, state })
  it('leave out what overlaps, at the clock of the place', () => {
    const hours = freeHours([busy('2026-11-26T08:15:00Z', 45), busy('2026-11-26T13:00:00Z')], 30, 'Europe/Paris')
    expect(hours).toEqual(['10:00', '10:30', '11:00', '11:30', '14:30', '15:00', '15:30', '16:00', '16:30'])
  })
  it('fit the whole appointment before the door closes', () => {
    expect(freeHours([], 90, 'Europe/Paris')).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '10:30',
      '14:00',
      '14:30',
      '15:00',
      '15:30',
    ])
  })
  it('count what was cancelled or excused as free', () => {
    expect(freeHours([busy('2026-11-26T08:00:00Z', 180, 'cancelled')], 30, 'Europe/Paris')).toContain('09:00')
  })
})

it('weeks start on Monday', () => {
  expect(monday('2026-11-29')).toBe('2026-11-23')
  expect(monday('2026-11-23')).toBe('2026-11-23')
})
