import { beforeAll, describe, expect, it } from 'vitest'
import { setLanguage } from './i18n'
import { parted, told, type ByChannel } from './told'

const NOW = new Date('2026-11-24T09:00:00Z')
const ZONE = 'Europe/Paris'
const one = (changes: Partial<ByChannel>): ByChannel => ({
  channel: 'sms',
  words: 'sent',
  why: null,
  at: '2026-11-24T08:00:00Z',
  leaves_at: null,
  ...changes,
})
const spaced = (text: string) => text.replaceAll('\u00A0', ' ')

describe('one message in plain words', () => {
  beforeAll(() => setLanguage('fr', { isChosen: false }))

  it.each([
    ['Parti', one({})],
    ['Arrivé sur le téléphone', one({ words: 'reached' })],
    ['Non arrivé : numéro non attribué', one({ words: 'failed', why: 'number_wrong' })],
    [
      'En attente du réseau : l’opérateur est saturé',
      one({ words: 'network', why: 'gateway_busy', leaves_at: '2026-11-24T09:10:00Z' }),
    ],
    ['Attend derrière la notification jusqu’à 11 h 20', one({ words: 'held', leaves_at: '2026-11-24T10:20:00Z' })],
    ['Partira demain, 9 h 05', one({ words: 'will', leaves_at: '2026-11-25T08:05:00Z' })],
    ['Prévu hier, 9 h 05', one({ words: 'will', leaves_at: '2026-11-23T08:05:00Z' })],
    ['Remplacé : le rendez-vous a changé', one({ words: 'replaced', why: 'older_revision' })],
    // What a newer server may say to an older page is still a sentence.
    ['Parti', one({ words: 'something_new' })],
  ])('« %s »', (text, given) => expect(spaced(told(given, NOW, ZONE))).toBe(text))

  it('says the hour of the place', () => {
    const given = one({ words: 'held', leaves_at: '2026-11-24T10:20:00Z' })
    expect(spaced(told(given, NOW, 'Indian/Reunion'))).toBe('Attend derrière la notification jusqu’à 14 h 20')
  })
})

it('what is to come stands first with the soonest, what has left with the last, what never left apart', () => {
  const at = (state: 'will' | 'held' | 'sent' | 'failed' | 'reached' | 'not_sent', hour: number) => ({
    state,
    at: `2026-11-24T${String(hour).padStart(2, '0')}:00:00Z`,
  })
  const { toCome, past, notSent } = parted([
    at('will', 12),
    at('sent', 1),
    at('held', 10),
    at('failed', 3),
    at('not_sent', 2),
    at('reached', 2),
  ])
  expect(toCome.map((each) => each.at.slice(11, 13))).toEqual(['10', '12'])
  expect(past.map((each) => each.state)).toEqual(['failed', 'reached', 'sent'])
  expect(notSent).toHaveLength(1)
})
