import { beforeEach, describe, expect, it } from 'vitest'
import { setLanguage } from '../kit/i18n'
import { otherZone, until, zoneName } from './parts/When'

const plain = (text: string | undefined) => text?.replaceAll(/[\u00A0\u202F]/g, ' ')
const NOW = new Date('2026-11-26T08:00:00Z')
const at = (starts_at: string) => ({ starts_at, time_zone: 'Europe/Paris' })

beforeEach(() => setLanguage('fr'))

describe('how long until', () => {
  it.each([
    ['2026-11-26T07:40:00Z', 'c’est maintenant'],
    ['2026-11-26T08:40:00Z', 'dans 40 min'],
    ['2026-11-26T09:00:00Z', 'dans 60 min'],
    ['2026-11-26T11:10:00Z', 'aujourd’hui, dans 3 h'],
    ['2026-11-27T08:00:00Z', 'demain'],
    ['2026-12-10T08:00:00Z', 'dans 14 jours'],
    ['2026-12-11T08:00:00Z', 'dans 2 semaines'],
    ['2027-01-20T08:00:00Z', 'dans 8 semaines'],
    ['2027-01-26T08:00:00Z', 'dans 2 mois'],
    ['2027-03-27T08:00:00Z', 'dans 4 mois'],
  ])('%s is said: %s', (starts_at, said) => expect(plain(until(at(starts_at), NOW))).toBe(said))

  it('counts minutes over midnight', () =>
    expect(plain(until(at('2026-11-26T23:10:00Z'), new Date('2026-11-26T22:50:00Z')))).toBe('dans 20 min'))
})

describe('the clock of the place', () => {
  it.each([
    ['Indian/Reunion', 'Heure de La Réunion'],
    ['America/Martinique', 'Heure de Martinique'],
    ['America/Cayenne', 'Heure de Guyane'],
    ['America/St_Barthelemy', 'Heure de Saint-Barthélemy'],
    ['Pacific/Noumea', 'Heure de Nouvelle-Calédonie'],
    ['Europe/Paris', 'Heure de Paris'],
    ['America/New_York', 'Heure de New York'],
  ])('of %s is called %s', (zone, name) => expect(zoneName(zone)).toBe(name))

  const reunion = { starts_at: '2026-11-26T05:00:00Z', time_zone: 'Indian/Reunion' } // 9:00 there
  it('is told to a phone elsewhere, with the hour there', () =>
    expect(plain(otherZone(reunion, 'Europe/Paris', NOW))).toBe('Heure de La Réunion. Sur votre téléphone : 6 h 00.'))

  it('comes with the day where that is another one', () =>
    expect(plain(otherZone(reunion, 'Pacific/Tahiti', NOW))).toBe(
      'Heure de La Réunion. Sur votre téléphone : mercredi 25 novembre à 19 h 00.',
    ))

  it('is told although the hours are alike, where the days are not', () =>
    expect(
      plain(otherZone({ starts_at: '2026-11-26T12:00:00Z', time_zone: 'Pacific/Kiritimati' }, 'Pacific/Honolulu', NOW)),
    ).toBe('Heure de Kiritimati. Sur votre téléphone : jeudi 26 novembre à 2 h 00.'))

  it('is not told at home', () => {
    expect(otherZone(reunion, 'Indian/Reunion', NOW)).toBeUndefined()
    expect(otherZone(reunion, 'Indian/Mauritius', NOW)).toBeUndefined()
  })
})
