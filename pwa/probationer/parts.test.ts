import { beforeEach, describe, expect, it } from 'vitest'
import { setLanguage } from '../kit/i18n'
import type { Place } from './api'
import { birthOf } from './parts/Birth'
import { tick } from './parts/Checklist'
import { mapLink } from './parts/Where'

const typed = (day: string, month: string, year: string) => ({ text: (name: string) => ({ birth_day: day, birth_month: month, birth_year: year })[name] ?? '' })

beforeEach(() => setLanguage('fr'))

describe('a birth date', () => {
  it('is a day, or a year alone', () => {
    expect(birthOf(typed('5', '3', '1990'))).toEqual({ birth_date: '1990-03-05' })
    expect(birthOf(typed('', '', '1990'))).toEqual({ birth_year: 1990 })
  })

  it.each([['31', '2', '1990'], ['', '3', '1990'], ['5', '', '1990'], ['5', '3', '90'], ['', '', ''], ['', '', '2990'], ['a', 'b', '1990']])('%s/%s/%s is refused beside the field', (...parts) => {
    expect(() => birthOf(typed(...(parts as [string, string, string])), 2026)).toThrow('form_incomplete')
  })
})

describe('the way to the map', () => {
  const place = { name: 'SPIP', address: '1 place X', postcode: '92000', city: 'Nanterre', latitude: 48.89, longitude: 2.2 } as Place

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
