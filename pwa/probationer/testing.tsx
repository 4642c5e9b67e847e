// What the tests of the person's screens share: somebody known, whose phone has no network, and the screen that is drawn.
import { render, type ComponentChild } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, vi } from 'vitest'
import { Problem } from '../kit/call'
import { setLanguage } from '../kit/i18n'
import { forget, keep } from '../kit/load'
import { startRouter } from '../kit/router'
import { understood } from './acts'
import { api, type Appointment } from './api'
import { home, one } from './homeWorld'
import { routes } from './routes'
import { ended } from './session'

/** In which screens are drawn; another one for each test. */
export let box: HTMLElement

/** What stands on the screen, with plain spaces. */
export const said = () => box.textContent!.replaceAll(/[\u00A0\u202F]/g, ' ')

export const wait = () => act(() => new Promise((done) => setTimeout(done, 10)))

/** Anew, not over what stands there. */
export async function draw(shown: ComponentChild): Promise<void> {
  await act(() => render(null, box))
  await act(() => render(shown, box))
  await wait()
}

/** The appointment `one`, changed so, on home and on its own page. */
export async function drawWith(shown: ComponentChild, change: Partial<Appointment> = {}): Promise<void> {
  const appointment = { ...one, ...change }
  keep('home', { ...home, upcoming: [appointment] })
  keep('appointment:a1', appointment)
  await draw(shown)
}

/** Before and after each test of the file; its own `vi.mock('./store', …)` stands there. */
export function prepareOfflinePhone(): void {
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
}
