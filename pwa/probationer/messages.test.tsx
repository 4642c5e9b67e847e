import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '../kit/i18n'
import { forget } from '../kit/load'
import { startRouter } from '../kit/router'
import { routes } from './routes'
import { Messages } from './screens/Messages'

const IN_A_WEEK = new Date(Date.now() + 7 * 86_400_000).toISOString()
const waits = {
  id: 'm1',
  channel: 'sms',
  state: 'will',
  words: 'will',
  why: null,
  at: IN_A_WEEK,
  leaves_at: IN_A_WEEK,
  title: '',
  text: '',
  joined: null,
}
const items = [
  {
    id: 'm1',
    kind: 'reminder',
    occasion: 'day-4',
    at: IN_A_WEEK,
    state: 'will',
    appointment: 'a1',
    is_copy: false,
    messages: [waits],
  },
]
const home = {
  now: new Date().toISOString(),
  upcoming: [{ id: 'a1', starts_at: '2030-01-14T08:00:00Z', time_zone: 'Europe/Paris' }],
  push: { active: true },
}
const answers: Record<string, object> = {
  '/api/probationer/messages': { items, next: null },
  '/api/probationer/home': home,
}

let box: HTMLElement

describe('what we wrote and will write', () => {
  beforeEach(async () => {
    forget()
    await setLanguage('fr')
    startRouter(routes, '')
    vi.stubGlobal('fetch', async (address: string) =>
      Response.json(answers[new URL(address, 'http://localhost').pathname] ?? { items: [], next: null }),
    )
    box = document.body.appendChild(document.createElement('div'))
    await act(() => render(<Messages />, box))
    for (let turn = 0; turn < 50 && !box.querySelector('.message'); turn += 1)
      await act(() => new Promise((done) => setTimeout(done, 10)))
    // What is read ahead is answered here too.
    await act(() => new Promise((done) => setTimeout(done, 50)))
  })
  afterEach(() => {
    render(null, box)
    box.remove()
    vi.unstubAllGlobals()
  })

  it('folds what is to come under what was received', () => {
    const fold = box.querySelector('details')!
    expect([fold.open, fold.querySelector('summary')!.textContent]).toEqual([false, 'À venir (1)'])
    expect(box.querySelectorAll('.message').length).toBe(fold.querySelectorAll('.message').length)
  })

  it('says of which appointment a reminder to come is: its day of leaving is not the appointment’s', () => {
    expect(box.textContent?.replaceAll('\u00A0', ' ')).toContain('Pour le rendez-vous : lundi 14 janvier 2030 à 9 h 00')
  })
})
