import { beforeEach, describe, expect, it } from 'vitest'
import { setLanguage } from '../kit/i18n'
import type { Appointment, Place } from './api'
import { calendarFile } from './calendar'
import { birthOf } from './parts/Birth'
import { tick } from './parts/Checklist'
import { mayBeLate } from './parts/Late'
import { mapLink } from './parts/Where'
import { shortNames } from './parts/Words'

const typed = (day: string, month: string, year: string, isSure = false) => ({
  isChecked: () => isSure,
  text: (name: string) => ({ birth_day: day, birth_month: month, birth_year: year })[name] ?? '',
})

beforeEach(() => setLanguage('fr'))

describe('a birth date', () => {
  it('is a day, or a year alone', () => {
    expect(birthOf(typed('5', '3', '1990'))).toEqual({ birth_date: '1990-03-05' })
    expect(birthOf(typed('', '', '1990', true))).toEqual({ birth_year: 1990 })
    expect(birthOf(typed('00', '00', '1990', true))).toEqual({ birth_year: 1990 })
    expect(birthOf(typed('٠٥', '٠٣', '١٩٩٠'))).toEqual({ birth_date: '1990-03-05' })
  })

  it('is asked about where only the year was typed', () => {
    expect(() => birthOf(typed('', '', '1990'))).toThrow(
      expect.objectContaining({ fields: { birth_day: 'birth_no_day' } }),
    )
  })

  it.each([
    ['31', '13', '1967', 'birth_month'],
    ['31', '0', '1967', 'birth_month'],
    ['31', '2', '1990', 'birth_day'],
    ['32', '1', '1990', 'birth_day'],
    ['5', '3', '90', 'birth_year'],
    ['a', '3', '1990', 'birth_day'],
    ['5', 'b', '1990', 'birth_month'],
  ])('%s/%s/%s is refused in the part that can’t be: %s', (day, month, year, name) => {
    expect(() => birthOf(typed(day, month, year), 2026)).toThrow(
      expect.objectContaining({ fields: { [name]: 'invalid' } }),
    )
  })

  it.each([
    ['31', '2', '1990'],
    ['', '3', '1990'],
    ['5', '', '1990'],
    ['5', '3', '90'],
    ['', '', ''],
    ['', '', '2990'],
    ['a', 'b', '1990'],
  ])('%s/%s/%s is refused beside the field', (...parts) => {
    expect(() => birthOf(typed(...(parts as [string, string, string]), true), 2026)).toThrow('form_incomplete')
  })
})

describe('the way to the map', () => {
  const place = {
    name: 'SPIP',
    address: '1 place X',
    postcode: '92000',
    city: 'Nanterre',
    latitude: 48.89,
    longitude: 2.2,
  } as Place

  it('opens what the phone has', () => {
    expect(mapLink(place, 'Android 9')).toBe('geo:48.89,2.2?q=48.89,2.2(SPIP)')
    expect(mapLink(place, 'iPhone')).toContain('maps.apple.com')
    expect(mapLink({ ...place, latitude: null }, 'Android 9')).toContain('geo:0,0?q=SPIP%2C%201%20place%20X')
    expect(mapLink(place, 'Linux')).toContain('openstreetmap.org')
  })
})

describe('ticks', () => {
  it('are remembered by appointment', () => {
    tick('a', '1', true)
    tick('b', '1', true)
    expect(tick('a', '2', true)).toEqual(['1', '2'])
    expect(tick('a', '1', false)).toEqual(['2'])
    expect(JSON.parse(localStorage.getItem('ticks')!)).toEqual({ a: ['2'], b: ['1'] })
  })
})

describe('being late', () => {
  const at = { starts_at: '2026-11-25T05:00:00Z', time_zone: 'Indian/Reunion' } // 9:00 there
  it.each([
    ['2026-11-24T19:59:00Z', false], // 23:59 the day before, there
    ['2026-11-24T20:00:00Z', true],
    ['2026-11-25T05:59:00Z', true],
    ['2026-11-25T06:00:00Z', false],
  ])('at %s may be said: %s', (now, may) => expect(mayBeLate(at, new Date(now))).toBe(may))
})

describe('the calendar file', () => {
  const one = {
    id: 'x',
    revision: 3,
    starts_at: '2026-11-26T13:30:00Z',
    ends_at: '2026-11-26T14:15:00Z',
    neutral_name: 'RDV',
    state: 'booked',
    type: 'Convocation SPIP',
    place: {
      name: 'SPIP',
      address: 'SPIP 92, 4, rue Fictive; bâtiment É',
      postcode: '92000',
      city: `${'É'.repeat(60)}`,
    },
    calendar_place: `4, rue Fictive; bâtiment É, 92000 ${'É'.repeat(60)}`,
  } as Appointment

  it('is neutral, in UTC, escaped and folded', () => {
    const file = calendarFile(one, new Date('2026-11-24T08:00:00Z'))
    for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
    const lines = file.replaceAll('\r\n ', '').split('\r\n')
    for (const line of [
      'UID:x@mon-suivi',
      'SEQUENCE:3',
      'SUMMARY:RDV',
      'DTSTART:20261126T133000Z',
      'DTEND:20261126T141500Z',
      'DTSTAMP:20261124T080000Z',
      `LOCATION:4\\, rue Fictive\\; bâtiment É\\, 92000 ${'É'.repeat(60)}`,
    ])
      expect(lines).toContain(line)
    expect(file).not.toMatch(/spip|convocation/i)
  })
})

describe('short names', () => {
  it('are found where they stand as words', () => {
    expect(shortNames('Convocation de suivi SPIP', 'SPIP 92', undefined)).toEqual(['SPIP'])
    expect(shortNames('Convocation JAPAT')).toEqual(['JAPAT'])
    expect(shortNames('Visite à domicile', 'SPIPA')).toEqual([])
  })
})
