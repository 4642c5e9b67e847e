// What the person answered, wherever it is shown: on home, on the appointment's page and in the list.
import { render, type ComponentChild } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../kit/call'
import { setLanguage, t, type Language } from '../kit/i18n'
import { forget, keep } from '../kit/load'
import { startRouter } from '../kit/router'
import { kept, perform, understood } from './acts'
import { api, type Appointment as Data } from './api'
import { home, inHours, one } from './homeWorld'
import { routes } from './routes'
import { Appointment } from './screens/Appointment'
import { Appointments } from './screens/Appointments'
import { Cannot } from './screens/Cannot'
import { Home } from './screens/Home'
import { ended } from './session'
import type { AnswerWish } from './wishes'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

let box: HTMLElement
const said = () => box.textContent!.replaceAll(/[\u00A0\u202F]/g, ' ')
const wait = () => act(() => new Promise((done) => setTimeout(done, 10)))

async function draw(screen: ComponentChild, change: Partial<Data> = {}) {
  const appointment = { ...one, ...change }
  keep('home', { ...home, upcoming: [appointment] })
  keep('appointment:a1', appointment)
  keep('appointments', { items: [], next: null })
  await act(() => render(null, box))
  await act(() => render(screen, box))
  await wait()
}

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

beforeEach(async () => {
  forget()
  localStorage.clear()
  localStorage.setItem('known', JSON.stringify({ holder: 'h' }))
  understood() // what waits is read anew
  await setLanguage('fr')
  startRouter(routes, '')
  vi.spyOn(api, 'get').mockImplementation((() => Promise.reject(new Problem('offline'))) as never)
  vi.spyOn(api, 'post').mockImplementation((() => Promise.reject(new Problem('offline'))) as never)
  box = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  render(null, box)
  box.remove()
  ended.value = undefined
  vi.restoreAllMocks()
})

/** What says that it was taken, by its colour; what says that it waits, by its own sign. */
const taken = () => box.querySelectorAll('.banner--success, .badge--success').length
const waits = () =>
  [...box.querySelectorAll('.banner--waits, .badge--waits')].map(({ textContent }) =>
    textContent!.replaceAll('\u00A0', ' '),
  )

describe('an answer that waits for the network', () => {
  it.each(NAMES)('says so on %s with a sign of its own, and looks sent once it was taken', async (name) => {
    expect(await perform(wish('coming'))).toBe('kept')
    await draw(SCREENS[name]())
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
      await draw(SCREENS.home())
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
    await draw(SCREENS.home())
    await act(async () => void perform(wish('coming')))
    await wait()
    const told = box.querySelector('[aria-live="polite"] .banner--waits')!.textContent
    expect(told).toContain(t('app.kept.unsent'))
    expect(told).toContain(t('app.kept.leaves'))
  })

  it('keeps the rule of an absence and the call of a delay beside it', async () => {
    await perform(wish('cannot'))
    await draw(SCREENS.home())
    expect(waits()[0]).toContain('Sans réponse de notre part, le rendez-vous est maintenu : venez.')
    await perform(wish('late', { late_minutes: 20 }))
    await draw(SCREENS.home(), { starts_at: inHours(0.5) })
    expect(waits()[0]).toContain('Vous avez dit : en retard de 20 minutes')
    expect(waits()[0]).toContain('Appelez.')
  })

  it('waits for the sign-in, not for the network, where the session has ended', async () => {
    await perform(wish('coming'))
    ended.value = 'session_expired'
    await draw(SCREENS.home())
    expect(waits()[0]).toContain('Cela part dès que vous êtes de nouveau connecté.')
  })

  it('is what happened after a miss, too', async () => {
    await perform(wish('explain'))
    await draw(<Appointment params={{ id: 'a1' }} />, { state: 'missed', starts_at: inHours(-20) })
    expect([taken(), waits().length]).toEqual([0, 1])
    await draw(<Cannot params={{ id: 'a1' }} />, { state: 'missed', starts_at: inHours(-20) })
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
    await draw(SCREENS.list(), { answer: given(kind, late) })
    const badge = box.querySelector('.line .badge')!
    expect(badge.textContent!.replaceAll('\u00A0', ' ').trim()).toBe(text)
    expect(badge.classList).toContain(look)
    const holds = said().includes('Sans réponse de notre part, le rendez-vous est maintenu : venez.')
    expect(holds).toBe(kind === 'cannot')
  })

  it('says nothing where nothing was answered, nor beside a date that was called off', async () => {
    await draw(SCREENS.list())
    expect(box.querySelector('.badge')).toBeNull()
    await draw(SCREENS.list(), { state: 'cancelled', answer: given('coming') })
    expect([...box.querySelectorAll('.badge')].map(({ textContent }) => textContent)).toEqual(['Annulé'])
  })
})
