// A place that is somewhere else now, and words of it that nobody wrote anew in the reader's language.
import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type Language, setLanguage } from '../kit/i18n'
import { keep } from '../kit/load'
import { kept } from './acts'
import type { Appointment as Data } from './api'
import { home, one } from './homeWorld'
import { Directions } from './parts/Directions'
import { PlaceCard } from './parts/Where'
import { Home } from './screens/Home'
import { box, draw, said, prepareOfflinePhone } from './testing'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

prepareOfflinePhone()

describe('a place that is somewhere else now', () => {
  const change = { kind: 'relocated', was_starts_at: null, was_place: 'Antenne de Démo, 9 rue du Test, 92000 Nanterre' }
  const upcoming = [{ ...one, change } as Data]

  it('comes first, with the date that stays, what it was and what it is', async () => {
    keep('home', { ...home, upcoming })
    await draw(<Home />)
    expect(said()).toContain('Le lieu de votre rendez-vous change')
    expect(said()).toContain('C’était : Antenne de Démo, 9 rue du Test, 92000 Nanterre')
    expect(said()).toContain('C’est maintenant : Antenne de Démo, 1 rue de l’Essai, 92000 Nanterre')
  })

  it('is said once of three appointments there, which are put away together', async () => {
    const at = (id: string, day: string) => ({ ...upcoming[0]!, id, starts_at: `2030-01-${day}T08:00:00Z` })
    const three = [at('a1', '20'), at('a2', '21'), at('a3', '22')]
    keep('home', { ...home, upcoming: three })
    await draw(<Home />)
    expect(said().split('Le lieu de votre rendez-vous change')).toHaveLength(2)
    for (const day of [20, 21, 22]) expect(said()).toContain(`${day} janvier 2030 à 9 h 00`)
    const put = [...box.querySelectorAll('button')].find((each) => each.textContent!.includes('ne plus afficher'))
    await act(async () => put!.click())
    expect(said()).not.toContain('Le lieu de votre rendez-vous change')
    expect(kept.value.map(({ wish }) => 'appointment' in wish && wish.appointment).toSorted()).toEqual([
      'a1',
      'a2',
      'a3',
    ])
  })

  it('goes when it is put away', async () => {
    keep('home', { ...home, upcoming })
    await draw(<Home />)
    const put = [...box.querySelectorAll('button')].find((each) => each.textContent!.includes('ne plus afficher'))
    await act(async () => put!.click())
    expect(said()).not.toContain('Le lieu de votre rendez-vous change')
    expect(kept.value.map(({ wish }) => wish)).toEqual([{ act: 'seen', appointment: 'a1', revision: 2 }])
  })
})

describe.each<[Language, string]>([
  ['en', 'This text is in French'],
  ['ar', 'هذا النص بالفرنسية'],
])('what is in French for a reader of %s', (language, line) => {
  beforeEach(() => setLanguage(language))

  it('is said to be, and is read out as French', async () => {
    const way = { means: 'foot' as const, steps: ['Tournez à droite'], minutes: 5, in_french: true }
    const place = { ...one.place!, directions: [way], inside: '3e étage', in_french: ['inside' as const] }
    await draw(
      <>
        <PlaceCard place={place} />
        <Directions appointment={one as unknown as Data} place={place} />
      </>,
    )
    expect(said().split(line)).toHaveLength(3)
    expect([...box.querySelectorAll('[lang=fr][dir=ltr]')].map((each) => each.textContent)).toEqual([
      '3e étage',
      'Tournez à droite',
    ])
  })

  it('is not said of words in one’s own language', async () => {
    const place = { ...one.place!, inside: 'Second floor' }
    await draw(
      <>
        <PlaceCard place={place as never} />
        <Directions appointment={one as unknown as Data} place={place as never} />
      </>,
    )
    expect(said()).not.toContain(line)
    expect(box.querySelector('[lang=fr]')).toBeNull()
  })
})
