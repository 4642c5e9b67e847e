// « Hors connexion » goes when the network is back, on whatever screen one is, without a touch.
import { render, type ComponentChild } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../kit/call'
import { setLanguage } from '../kit/i18n'
import { forget, keep } from '../kit/load'
import { startRouter } from '../kit/router'
import { api } from './api'
import { home, one } from './homeWorld'
import { routes } from './routes'
import { Appointment } from './screens/Appointment'
import { Appointments } from './screens/Appointments'
import { Devices } from './screens/Devices'
import { Home } from './screens/Home'
import { Messages } from './screens/Messages'
import { Trust } from './screens/Trust'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const list = { items: [], next: null }
const COPIES: Record<string, unknown> = {
  home,
  'appointment:a1': one,
  appointments: list,
  messages: list,
  devices: list,
  trusted: list,
}
const ANSWERS: Record<string, unknown> = {
  '/api/probationer/home': home,
  '/api/probationer/appointments/{appointment}': one,
}
const SCREENS: [string, () => ComponentChild][] = [
  ['home', () => <Home />],
  ['the appointment', () => <Appointment params={{ id: 'a1' }} />],
  ['the appointments', () => <Appointments />],
  ['the messages', () => <Messages />],
  ['the devices', () => <Devices />],
  ['the persons of trust', () => <Trust />],
]

let box: HTMLElement
let isThere = false
let asked = 0
const strip = () => box.querySelector('.strip')?.textContent ?? ''
/** Second by second: what is drawn in between counts. */
async function pass(time: number) {
  for (let left = time; left > 0; left -= 1000)
    await act(async () => void (await vi.advanceTimersByTimeAsync(Math.min(left, 1000))))
}

async function draw(screen: ComponentChild) {
  await act(() => render(screen, box))
  await pass(50)
}

describe('a copy that is shown', () => {
  beforeEach(async () => {
    vi.useFakeTimers()
    forget()
    localStorage.setItem('known', JSON.stringify({ holder: 'h' }))
    await setLanguage('fr')
    startRouter(routes, '')
    for (const [key, data] of Object.entries(COPIES)) keep(key, data)
    isThere = false
    asked = 0
    vi.spyOn(api, 'get').mockImplementation((async (path: string) => {
      asked += 1
      if (!isThere) throw new Problem('offline')
      return ANSWERS[path] ?? list
    }) as never)
    box = document.body.appendChild(document.createElement('div'))
  })
  afterEach(() => {
    render(null, box)
    box.remove()
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  it.each(SCREENS)('gives way when the phone says that its network is back: %s', async (_, screen) => {
    await draw(screen())
    expect(strip()).toContain('Hors connexion')
    isThere = true
    await act(async () => void dispatchEvent(new Event('online')))
    await pass(1500)
    expect(strip()).toBe('')
  })

  it.each(SCREENS)('gives way within seconds where no phone says so: %s', async (_, screen) => {
    await draw(screen())
    expect(strip()).toContain('Hors connexion')
    isThere = true
    await pass(12_000)
    expect(strip()).toBe('')
    asked = 0
    await pass(60_000)
    expect(asked).toBe(0)
  })

  it('is asked after once a minute where the server itself is in trouble', async () => {
    vi.spyOn(api, 'get').mockImplementation((async () => {
      asked += 1
      throw new Problem('unavailable', 503)
    }) as never)
    await draw(<Messages />)
    asked = 0
    await pass(59_000)
    expect(asked).toBe(0)
  })
})
