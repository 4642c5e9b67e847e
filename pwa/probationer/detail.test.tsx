// The page of one appointment: what she wrote herself, what is over, what follows from an absence.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type Language, setLanguage, t } from '../kit/i18n'
import { kept, perform } from './acts'
import type { Appointment as Data } from './api'
import { inHours } from './homeWorld'
import { Appointment } from './screens/Appointment'
import { Cannot } from './screens/Cannot'
import { box, drawWith, said, prepareOfflinePhone } from './testing'
import { replacing, type AnswerWish } from './wishes'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

prepareOfflinePhone()

const detail = <Appointment params={{ id: 'a1' }} />

const first = { kind: 'cannot', at: inHours(-30), seen_at: inHours(-3), reason: 'work', words: 'Je travaille.' }
const second = { ...first, at: inHours(-2), seen_at: null, words: 'Mon patron\na signé.' }
const written = { answer: second, answers: [first, second] } as unknown as Partial<Data>
const wish = (words: string, more: Partial<AnswerWish> = {}): AnswerWish => ({
  act: 'answer',
  appointment: 'a1',
  revision: 2,
  kind: 'cannot',
  words,
  ...more,
})
const lines = () => [...box.querySelectorAll('.message')].map((each) => each.textContent!.replaceAll('\u00A0', ' '))

describe('what she wrote herself', () => {
  it.each([
    ['the page of the appointment', () => detail],
    ['the screen on which she wrote it', () => <Cannot params={{ id: 'a1' }} />],
  ])('stands on %s, entire and with its hour', async (_, screen) => {
    await drawWith(screen(), written)
    const [earlier, later, ...others] = lines()
    expect(others).toEqual([])
    expect(earlier).toMatch(/^Vous avez dit : « Je ne peux pas venir » · TravailJe travaille\.Envoyé : /)
    expect(later).toMatch(/^Vous avez dit : « Je ne peux pas venir » · TravailMon patron\na signé\.Envoyé : /)
  })

  it('is there after a miss and after the hour too', async () => {
    const explained = { ...first, kind: 'explain', reason: 'unable', words: 'Le train.' }
    const missed = { state: 'missed', starts_at: inHours(-40), answer: explained, answers: [explained] }
    await drawWith(detail, missed as unknown as Partial<Data>)
    expect(lines()[0]).toMatch(/^Vous avez dit ce qui s’est passé · Je n’ai pas pu me déplacerLe train\.Envoyé/)
    expect(box.querySelector('a[href="/rendez-vous/a1/empechement"]')).not.toBeNull()
    await drawWith(detail, { starts_at: inHours(-40), ...written })
    expect(lines()).toHaveLength(2)
    expect(said()).not.toContain(t('app.written.add'))
  })

  it('is added to by a further message, and says of it that it waits', async () => {
    await drawWith(detail, written)
    const more = [...box.querySelectorAll('a')].find((each) => each.textContent === t('app.written.add'))
    expect(more?.getAttribute('href')).toBe('/rendez-vous/a1/empechement')
    await perform(wish('Je l’envoie.'))
    await drawWith(detail, written)
    expect(lines()).toHaveLength(3)
    expect(lines()[2]).toBe('Vous avez dit : « Je ne peux pas venir »Je l’envoie.pas encore envoyé')
  })

  it('loses nothing where two messages wait for the network', async () => {
    await perform(wish('Je travaille.', { reason: 'work' }))
    await perform(wish('Mon patron a signé.'))
    expect(kept.value.map((each) => each.wish)).toEqual([
      wish('Je travaille.\nMon patron a signé.', { reason: 'work' }),
    ])
    await drawWith(<Cannot params={{ id: 'a1' }} />)
    expect(box.querySelector('textarea')!.maxLength).toBe(500 - 'Je travaille.\nMon patron a signé.\n'.length)
  })

  it('is not mixed with another answer, nor with one to another date', () => {
    const coming = wish('', { kind: 'coming' })
    expect(replacing(wish('Non.'), coming)).toBe(coming)
    const later = wish('Oui.', { revision: 3 })
    expect(replacing(wish('Non.'), later)).toBe(later)
  })
})

describe.each<Language>(['fr', 'en', 'ar'])('what is over, in %s', (language) => {
  beforeEach(() => setLanguage(language))

  it.each(['phone', 'video', 'home'] as const)('is not spoken of as if it were to come (%s)', async (where) => {
    const present = where === 'phone' ? 'app.where.called' : (`app.where.${where}_words` as const)
    const held = { where, place: null, called_phone: '06 •• •• •• 01' }
    await drawWith(detail, held)
    expect(box.textContent).toContain(t(present, { phone: '06\u00A0••\u00A0••\u00A0••\u00A001' }))
    for (const closed of [
      { state: 'came', starts_at: inHours(-30) },
      { state: 'missed', starts_at: inHours(-30) },
      { state: 'booked', starts_at: inHours(-30) },
      { state: 'cancelled', starts_at: inHours(30) },
    ] as const) {
      await drawWith(detail, { ...held, ...closed })
      expect(box.textContent).toContain(t('app.change.was', { what: t(`app.where.${where}`) }))
      expect(box.textContent).not.toContain(t(present, { phone: '06\u00A0••\u00A0••\u00A0••\u00A001' }))
    }
  })
})

describe('what follows from an absence', () => {
  it('is headed by other words than it begins with', async () => {
    await drawWith(detail, {
      consequence: 'Si vous ne venez pas et n’expliquez pas pourquoi, le service prévient le juge.',
    })
    expect(said().split('Si vous ne venez pas')).toHaveLength(2)
  })
})
