import { describe, expect, it } from 'vitest'
import rows from '../../tests/common/tables/spoken.json'
import { spoken } from './numbers'

const plain = (text: string) => text.replaceAll('\u00A0', ' ')

describe('a number for reading', () => {
  it.each(rows.map(({ number, zone, said }) => [number, zone, said] as const))(
    '%s read in %s is %s, as the server writes it',
    (number, zone, said) => {
      expect(plain(spoken(number, zone))).toBe(said)
    },
  )

  it.each([
    ['+262639691234', 'Indian/Mayotte', '0639 69 12 34'],
    ['0639691234', 'Indian/Mayotte', '0639 69 12 34'],
    ['06 39 69 12 34', 'Indian/Mayotte', '0639 69 12 34'],
    ['262639691234', 'Indian/Mayotte', '0639 69 12 34'],
    ['+33 6 39 69 12 34', 'Indian/Mayotte', '0639 69 12 34'],
    ['0639691234', 'Europe/Paris', '+262 639 69 12 34'],
    ['06.39.69.12.34', 'Europe/Paris', '+262 639 69 12 34'],
    ['00262 639 69 12 34', 'Europe/Paris', '+262 639 69 12 34'],
    ['0690-12-34-56', 'Europe/Paris', '+590 690 12 34 56'],
    ['0694201234', 'Europe/Paris', '+594 694 20 12 34'],
    ['0697201234', 'Europe/Paris', '+596 697 20 12 34'],
    ['0639980001', 'Indian/Mayotte', '06 39 98 00 01'],
    ['+33 (0)6 39 98 00 01', 'Indian/Mayotte', '06 39 98 00 01'],
    ['0033639980001', 'Europe/Paris', '06 39 98 00 01'],
    ['639980001', 'Europe/Paris', '06 39 98 00 01'],
    ['bonjour', 'Europe/Paris', 'bonjour'],
  ])('%s as it was typed, read in %s, is %s', (typed, zone, said) => {
    expect(plain(spoken(typed, zone))).toBe(said)
  })
})
