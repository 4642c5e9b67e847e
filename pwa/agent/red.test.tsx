// Red says that something went wrong: where it says « press here » or « three things wait », nobody sees it any more.
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { go } from '../kit/router'
import { forget } from '../kit/load'
import { App } from './App'
import Appointment from './screens/Appointment'
import { setSession } from './session'
import { appointment, appointmentInFull, button, clear, click, draw, morning, serve, SESSION, settle } from './testing'

const RED = '[class*="--danger"]'
const red = () => [...document.querySelectorAll(RED)].map((one) => one.textContent)
const stop = { id: 's', text: 'STOP', meaning: 'stop', to_read: true, seen_at: null, at: '2026-11-23T08:00:00Z' }
const contact = { id: 'c', state: 'proposed', name: 'Claire', relation: 'family', by_person: true }

async function open() {
  await draw(<App />)
  await act(() => go('/agent/'))
  await settle()
}

describe('in the office', () => {
  beforeEach(() => {
    forget()
    setSession(SESSION)
  })
  afterEach(clear)

  it('what waits is not red', async () => {
    const { probationer } = appointment('b')
    serve({
      'GET morning': () =>
        morning({
          without_outcome: [appointment('a')],
          without_outcome_count: 1,
          replies: [{ ...stop, probationer, shared_with: [] }] as never,
          trusted_contacts: [{ ...contact, probationer, named_at: '2026-11-22T08:00:00Z', phone: '' }] as never,
        }),
    })
    await open()
    expect(document.querySelector('.nav .count')?.textContent).toContain('3')
    expect(red()).toEqual([])
    // And before anybody is refused.
    await click(button(document, 'Ne pas retenir'))
    expect(document.querySelector('dialog[open]')?.textContent).toContain('Claire')
    expect(red()).toEqual([])
  })

  it('who was not reached and who has not come is', async () => {
    const { probationer } = appointment('b')
    serve({
      'GET morning': () =>
        morning({
          appointments: [appointment('a', { state: 'missed', may: ['undo'] })],
          unreachable: [{ probationer, appointment: null, reason: 'no_number', cause: 'no_number' }] as never,
        }),
    })
    await open()
    expect(red()).toEqual(['Manqué', '1'])
  })

  it('no button is', async () => {
    serve({ 'GET appointments/a': () => appointmentInFull('a', { may: ['cancel', 'move'] }) })
    await draw(<Appointment params={{ id: 'a' }} />)
    await click(button(document, 'Annuler le rendez-vous'))
    expect(document.querySelector('dialog[open]')?.textContent).toContain('Pourquoi')
    expect(red()).toEqual([])
  })
})
