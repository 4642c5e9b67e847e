import { beforeAll, describe, expect, it } from 'vitest'
import { setLanguage } from '../../kit/i18n'
import type { File } from '../api/types'
import { linesOf } from '../places/Directions'
import { changes } from '../screens/EditFile'
import { queryOf } from '../screens/Appointments'
import { timesOf } from '../slots/AddSlots'
import { fullName, typedPhone } from './person'
import { birthOf, soughtPerson } from './personValues'
import { brief } from './when'

beforeAll(() => setLanguage('fr'))

describe('a birth date as it is typed', () => {
  it.each([
    ['12/03/1990', '1990-03-12'],
    ['12 3 90', '1990-03-12'],
    ['12031990', '1990-03-12'],
    ['1990-03-12', '1990-03-12'],
    ['1.1.08', '2008-01-01'],
    ['1er février 1987', '1987-02-01'],
    ['né le 12 mars 1990', '1990-03-12'],
    ['3 août 90', '1990-08-03'],
    ['30 juin 1971', '1971-06-30'],
    ['1 juil. 1971', '1971-07-01'],
  ])('%s', (typed, date) => {
    expect(birthOf(typed)).toEqual({ birth_date: date, birth_year: null })
  })
  it('is a year alone where no more is known', () => {
    expect(birthOf('1962')).toEqual({ birth_date: null, birth_year: 1962 })
  })
  it('is the year alone where a paper has zeros for what nobody knows', () => {
    for (const typed of ['00/00/1987', '00/03/1987', '00001987', 'vers 1987'])
      expect(birthOf(typed)).toEqual({ birth_date: null, birth_year: 1987 })
  })
  it('has its month in letters, as a judgment writes it', () => {
    expect(birthOf('12 mars 1990')).toEqual({ birth_date: '1990-03-12', birth_year: null })
  })
  it.each(['', '31/02/1990', '31 février 1990', '12 brumaire 1990', '12/13/1990', 'demain', '12/03'])(
    '“%s” is none',
    (typed) => {
      expect(birthOf(typed)).toBeUndefined()
    },
  )
})

describe('what was typed in a search and found nobody', () => {
  const NOBODY = { last_name: '', first_name: '', birth_date: null, birth_year: null, phone: '' }
  it.each([
    ['EXEMPLE Amine', { last_name: 'EXEMPLE', first_name: 'Amine' }],
    ['exemple amine noé', { last_name: 'exemple', first_name: 'amine noé' }],
    ['D’ESSAI MODELE Zoé', { last_name: 'D’ESSAI MODELE', first_name: 'Zoé' }],
    ['ESSAI 1985', { last_name: 'ESSAI', birth_year: 1985 }],
    ['ESSAI Noémie 12/03/1990', { last_name: 'ESSAI', first_name: 'Noémie', birth_date: '1990-03-12' }],
    ['06 39 98 77 12', { phone: '06 39 98 77 12' }],
    ['+33639987712', { phone: '+33639987712' }],
    ['ESSAI', { last_name: 'ESSAI' }],
    ['ESSAI ; 4 rue', {}],
  ])('goes with %s to the new file', (typed, known) => {
    expect(soughtPerson(typed)).toEqual({ ...NOBODY, ...known })
  })
  it('is not typed a second time', () => {
    expect(soughtPerson('ESSAI Noémie 1985')).toMatchObject({ first_name: 'Noémie', birth_year: 1985 })
  })
})

it('only what was changed is sent, so that two agents at two fields do not undo each other', () => {
  const before = {
    last_name: 'EXEMPLE',
    phone: '+33639980001',
    city: 'Nanterre',
    birth_date: '1990-03-12',
    birth_year: null,
    reads_little: false,
  } as File
  expect(
    changes(before, {
      last_name: 'EXEMPLE',
      first_name: '',
      phone: '+33639980002',
      birth_date: '1990-03-12',
      birth_year: null,
      reads_little: false,
      city: 'Nanterre',
    }),
  ).toEqual({ phone: '+33639980002' })
})

it('a number is shown as people write it, and unchanged it is not sent', () => {
  expect(typedPhone('+33171130200')).toBe('01 71 13 02 00')
  expect(typedPhone('+262692123456')).toBe('+262 692 12 34 56')
  const before = { last_name: 'EXEMPLE', phone: '+33171130200', birth_year: 1990 } as File
  const after = { last_name: 'EXEMPLE', first_name: '', birth_year: 1990 }
  expect(changes(before, { ...after, phone: '01 71 13 02 00' })).toEqual({})
  expect(changes(before, { ...after, phone: '' })).toEqual({ phone: '' })
})

it('a birth is sent whole when it changed, and not at all when it did not', () => {
  const before = { last_name: 'EXEMPLE', first_name: '', birth_date: '1983-09-07', birth_year: 1983 } as File
  const after = { last_name: 'EXEMPLE', first_name: '' }
  expect(changes(before, { ...after, birth_date: '1983-09-07', birth_year: null })).toEqual({})
  expect(changes(before, { ...after, birth_date: null, birth_year: 1984 })).toEqual({
    birth_date: null,
    birth_year: 1984,
  })
})

it('hours are read as agents write them', () => {
  expect(timesOf('9h, 9:30 10h15')).toEqual(['09:00', '09:30', '10:15'])
  expect(() => timesOf('9h soir')).toThrow('form_incomplete')
  expect(() => timesOf('25h')).toThrow('form_incomplete')
})

it('steps lose the numbers and bullets they were pasted with', () => {
  expect(linesOf('1. RER A\n - Sortie 2\n\n  à gauche ')).toEqual(['RER A', 'Sortie 2', 'à gauche'])
})

it('the list starts today unless the address says otherwise', () => {
  expect(queryOf(new URLSearchParams(), '2026-11-23', 'all')).toEqual({ from: '2026-11-23', to: '2026-11-29' })
  expect(queryOf(new URLSearchParams('without_outcome=1'), '2026-11-23', 'all')).toEqual({ without_outcome: '1' })
  expect(queryOf(new URLSearchParams('state=missed&unknown=1'), '2026-11-23', 'all')).toEqual({
    from: '2026-11-23',
    to: '2026-11-29',
    state: 'missed',
  })
})

it('the list names the agent to the server, unless it is every one', () => {
  expect(queryOf(new URLSearchParams('state=missed'), '2026-11-23', '7').agent).toBe('7')
  expect(queryOf(new URLSearchParams('agent=all'), '2026-11-23', 'all').agent).toBeUndefined()
})

it('names and instants are said as on a summons and at the place', () => {
  expect(fullName({ last_name: 'Éxemple', first_name: 'Amine' })).toBe('ÉXEMPLE Amine')
  expect(brief('2026-11-26T13:30:00Z', 'Europe/Paris').replaceAll('\u00A0', ' ')).toBe('jeu. 26 nov., 14 h 30')
  expect(brief('2026-11-26T13:30:00Z', 'Indian/Reunion').replaceAll('\u00A0', ' ')).toBe('jeu. 26 nov., 17 h 30')
})
