// What the person answered, wherever it is shown: on home, on the appointment's page and in the list.
import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../kit/call'
import { setLanguage, t, type Language } from '../kit/i18n'
import { keep } from '../kit/load'
import { kept, perform } from './acts'
import { api, type Appointment as Data } from './api'
import { inHours } from './homeWorld'
import { Appointment } from './screens/Appointment'
import { Appointments } from './screens/Appointments'
import { Cannot } from './screens/Cannot'
import { Home } from './screens/Home'
import { ended } from './session'
import { box, drawWith, said, prepareOfflinePhone, wait } from './testing'
import type { AnswerWish } from './wishes'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

prepareOfflinePhone()
beforeEach(() => keep('appointments', { items: [], next: null }))

const wish = (kind: AnswerWish['kind'], more: Partial<AnswerWish> = {}): AnswerWish => ({
  act: 'answer',
  appointment: 'a1',
  revision: 2,
  kind,
  ...more,
})
const given = (kind: AnswerWish['kind'], late_minutes: number | null = null) =>
  ({ kind, at: inHours(-1), seen_at: null, words: null, late_minutes }) as Data['answer']

const SCREENS = {
  home: () => <Home />,
  appointment: () => <Appointment params={{ id: 'a1' }} />,
  list: () => <Appointments />,
}
type Name = keyof typeof SCREENS
const NAMES = Object.keys(SCREENS) as Name[]

/** What says that it was taken, by its colour; what says that it waits, by its own sign. */
const taken = () => box.querySelectorAll('.banner--success, .badge--success').length
const waits = () =>
  [...box.querySelectorAll('.banner--waits, .badge--waits')].map(({ textContent }) =>
    textContent!.replaceAll('\u00A0', ' '),
  )

describe('an answer that waits for the network', () => {
  it.each(NAMES)('says so on %s with a sign of its own, and looks sent once it was taken', async (name) => {
    expect(await perform(wish('coming'))).toBe('kept')
    await drawWith(SCREENS[name]())
    expect(taken()).toBe(0)
    expect(waits()).toHaveLength(1)
    expect(waits()[0]!.toLowerCase()).toContain('pas encore envoyé')
    expect(waits()[0]).toContain('Vous avez dit : « Je serai là »')
    if (name !== 'list') expect(said()).toContain('Cela part dès que le réseau revient.')
    vi.mocked(api.post).mockResolvedValue(given('coming') as never)
    await act(async () => void dispatchEvent(new Event('online')))
    const { sendKept } = await import('./acts')
    await act(() => sendKept())
    await wait()
    expect(kept.value).toEqual([])
    expect(waits()).toEqual([])
    expect(taken()).toBe(1)
    expect(said()).toContain('Vous avez dit : « Je serai là »')
  })

  it.each(['coming', 'cannot', 'late'] as const)(
    'does not look sent while it is on its way either (%s)',
    async (kind) => {
      await drawWith(SCREENS.home())
      let fail: (problem: Problem) => void = () => undefined
      vi.mocked(api.post).mockReturnValue(new Promise((_, refuse) => (fail = refuse)) as never)
      await act(async () => void perform(wish(kind)))
      expect(taken()).toBe(0)
      expect(waits()[0]).toContain('Envoi en cours…')
      fail(new Problem('offline'))
      await wait()
    },
  )

  it.each(['fr', 'en', 'ar'] as Language[])('is told by a screen reader, in %s', async (language) => {
    await setLanguage(language)
    await drawWith(SCREENS.home())
    await act(async () => void perform(wish('coming')))
    await wait()
    const told = box.querySelector('[aria-live="polite"] .banner--waits')!.textContent
    expect(told).toContain(t('app.kept.unsent'))
    expect(told).toContain(t('app.kept.leaves'))
  })

  it('keeps the rule of an absence and the call of a delay beside it', async () => {
    await perform(wish('cannot'))
    await drawWith(SCREENS.home())
    expect(waits()[0]).toContain('Sans réponse de notre part, le rendez-vous est maintenu : venez.')
    await perform(wish('late', { late_minutes: 20 }))
    await drawWith(SCREENS.home(), { starts_at: inHours(0.5) })
    expect(waits()[0]).toContain('Vous avez dit : en retard de 20 minutes')
    expect(waits()[0]).toContain('Appelez.')
  })

  it('waits for the sign-in, not for the network, where the session has ended', async () => {
    await perform(wish('coming'))
    ended.value = 'session_expired'
    await drawWith(SCREENS.home())
    expect(waits()[0]).toContain('Cela part dès que vous êtes de nouveau connecté.')
  })

  it('is what happened after a miss, too', async () => {
    await perform(wish('explain'))
    await drawWith(<Appointment params={{ id: 'a1' }} />, { state: 'missed', starts_at: inHours(-20) })
    expect([taken(), waits().length]).toEqual([0, 1])
    await drawWith(<Cannot params={{ id: 'a1' }} />, { state: 'missed', starts_at: inHours(-20) })
    await act(async () => box.querySelector('form')!.requestSubmit())
    await wait()
    expect([taken(), waits().length]).toEqual([0, 1])
  })
})

describe('the list of appointments', () => {
  it.each([
    ['coming', null, 'Vous avez dit : « Je serai là »', 'badge--success'],
    ['cannot', null, 'Vous avez dit : « Je ne peux pas venir »', 'badge--note'],
    ['late', 30, 'Vous avez dit : en retard de 30 minutes ou plus', 'badge--note'],
  ] as const)('shows what was answered (%s)', async (kind, late, text, look) => {
    await drawWith(SCREENS.list(), { answer: given(kind, late) })
    const badge = box.querySelector('.line .badge')!
    expect(badge.textContent!.replaceAll('\u00A0', ' ').trim()).toBe(text)
    expect(badge.classList).toContain(look)
    const holds = said().includes('Sans réponse de notre part, le rendez-vous est maintenu : venez.')
    expect(holds).toBe(kind === 'cannot')
  })

  it('says nothing where nothing was answered, nor beside a date that was called off', async () => {
    await drawWith(SCREENS.list())
    expect(box.querySelector('.badge')).toBeNull()
    await drawWith(SCREENS.list(), { state: 'cancelled', answer: given('coming') })
    expect([...box.querySelectorAll('.badge')].map(({ textContent }) => textContent)).toEqual(['Annulé'])
  })
})

describe('« I’ll be there » after an absence was asked', () => {
  it.each(['cannot', null] as const)('says that the request is withdrawn where there was one (%s)', async (kind) => {
    vi.mocked(api.post).mockResolvedValue(given('coming') as never)
    await drawWith(SCREENS.appointment(), { answer: kind && given(kind) })
    const button = [...box.querySelectorAll('button')].find(({ textContent }) => textContent === 'Je serai là')!
    await act(() => button.click())
    await wait()
    const told = box.querySelector('.banner--success')!.textContent!
    expect(told.includes(t('app.answer.withdrawn'))).toBe(kind === 'cannot')
  })
})
