// Where appointments stand while home is open, from one reading to the next.
import { describe, expect, it } from 'vitest'
import type { Appointment, Home } from './api'
import { justOver, standing, type Standing } from './inPlace'

const NOW = Date.parse('2026-11-24T08:00:00Z')
const HOURS: Record<string, string> = {
  a: '2026-11-26T08:00:00Z',
  b: '2026-12-03T08:00:00Z',
  c: '2026-12-10T08:00:00Z',
  n: '2026-11-25T08:00:00Z',
  z: '2026-12-20T08:00:00Z',
}
const of = (id: string, more: Partial<Appointment> = {}) =>
  ({ id, starts_at: HOURS[id], state: 'booked', ...more }) as Appointment
const home = (upcoming: Appointment[], more: Partial<Home> = {}) =>
  ({ upcoming, called_off: [], missed: [], past: [], ...more }) as unknown as Home

/** « a ! | b c »: cards, then lines; a mark where it is to come no more. */
const drawn = ({ cards, lines }: Standing) =>
  [cards, lines].map((list) => list.map(({ one, isGone }) => (isGone ? `${one.id}!${one.state}` : one.id)).join(' '))

const first = standing(undefined, home([of('a'), of('b'), of('c')]), new Set(), NOW)
const cancelled = of('a', { state: 'cancelled' })

describe('what stands on home', () => {
  it('is the next one as a card and the others as lines', () => {
    expect(drawn(first)).toEqual(['a', 'b c'])
  })

  it.each<[string, Home, string[]]>([
    ['nothing new', home([of('a'), of('b'), of('c')]), ['a', 'b c']],
    ['the card cancelled', home([of('b'), of('c')], { called_off: [cancelled] }), ['a!cancelled', 'b c']],
    ['the card missed', home([of('b'), of('c')], { missed: [of('a', { state: 'missed' })] }), ['a!missed', 'b c']],
    ['the card over', home([of('b'), of('c')], { past: [{ ...of('a'), state: 'came' } as never] }), ['a!came', 'b c']],
    ['the card unheard of', home([of('b'), of('c')]), ['a!booked', 'b c']],
    ['the only one cancelled', home([], { called_off: [cancelled] }), ['a!cancelled', 'b!booked c!booked']],
    [
      'a line cancelled',
      home([of('a'), of('c')], { called_off: [of('b', { state: 'cancelled' })] }),
      ['a', 'b!cancelled c'],
    ],
    ['an earlier one', home([of('n'), of('a'), of('b'), of('c')]), ['n a', 'b c']],
    ['a later one', home([of('a'), of('b'), of('c'), of('z')]), ['a', 'b c z']],
    ['one between', home([of('a'), of('n', { starts_at: '2026-12-05T08:00:00Z' }), of('b'), of('c')]), ['a', 'b n c']],
    ['the card moved behind', home([of('b'), of('c'), of('a', { starts_at: HOURS['z']! })]), ['a', 'b c']],
    [
      'cancelled, and an earlier one',
      home([of('n'), of('b'), of('c')], { called_off: [cancelled] }),
      ['n a!cancelled', 'b c'],
    ],
    ['a copy of an earlier version', { upcoming: [of('a'), of('b'), of('c')] } as unknown as Home, ['a', 'b c']],
  ])('keeps its place: %s', (_, next, expected) => {
    const after = standing(first, next, new Set(), NOW)
    expect(drawn(after)).toEqual(expected)
    expect(drawn(standing(after, next, new Set(), NOW))).toEqual(expected)
  })

  it('gives its place to the next one once its notice was put away', () => {
    const off = home([of('b'), of('c')], { called_off: [cancelled] })
    const held = standing(first, off, new Set(), NOW)
    expect(drawn(standing(held, off, new Set(['a']), NOW))).toEqual(['b', 'c'])
    expect(drawn(standing(held, home([], { called_off: [cancelled] }), new Set(['a', 'b', 'c']), NOW))).toEqual([
      '',
      '',
    ])
  })

  it('comes back where it was taken back, also after its notice was put away', () => {
    const off = standing(first, home([of('b'), of('c')], { called_off: [cancelled] }), new Set(), NOW)
    expect(drawn(standing(off, home([of('a'), of('b'), of('c')]), new Set(), NOW))).toEqual(['a', 'b c'])
    const without = standing(off, home([of('b'), of('c')]), new Set(['a']), NOW)
    expect(drawn(standing(without, home([of('a'), of('b'), of('c')]), new Set(['a']), NOW))).toEqual(['a b', 'c'])
  })

  it('passes over what is over in an old copy, unless nothing else is known', () => {
    const late = Date.parse(HOURS['a']!) + 2 * 3_600_000
    expect(drawn(standing(undefined, home([of('a'), of('b')]), new Set(), late))).toEqual(['b', ''])
    expect(drawn(standing(undefined, home([of('a')]), new Set(), late))).toEqual(['a', ''])
  })
})

describe('what has just been and is not noted yet', () => {
  it.each<[string, string, Partial<Appointment>, boolean]>([
    ['this morning', '2026-11-24T05:00:00Z', {}, true],
    ['an hour ago', '2026-11-24T07:00:00Z', {}, true],
    ['the day before', '2026-11-23T07:00:00Z', {}, true],
    ['begun less than an hour ago', '2026-11-24T07:01:00Z', {}, false],
    ['two days before', '2026-11-22T07:00:00Z', {}, false],
    ['noted as come', '2026-11-24T05:00:00Z', { state: 'came' }, false],
    ['noted as missed, which has its own words', '2026-11-24T05:00:00Z', { state: 'missed' }, false],
    ['cancelled', '2026-11-24T05:00:00Z', { state: 'cancelled' }, false],
  ])('is said of one %s: %s', (_, starts_at, more, expected) => {
    const said = of('a', { starts_at, time_zone: 'Europe/Paris', ...more })
    const now = new Date(NOW)
    const found = (known: Home) => justOver(known, new Set(), now).map(({ id }) => id)
    const ids = expected ? ['a'] : []
    expect(found(home([], { past: [said as never] }))).toEqual(ids)
    // In an older copy it is still to come.
    expect(found(home([said]))).toEqual(ids)
    expect(found(home([said], { past: [said as never] }))).toEqual(ids)
    expect(justOver(home([said]), new Set(['a']), now)).toEqual([])
  })
})
