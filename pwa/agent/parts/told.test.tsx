import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forget, useLoad } from '../../kit/load'
import type { AppointmentDetail, Recorded } from '../api/types'
import AppointmentScreen from '../screens/Appointment'
import { setSession } from '../session'
import { Toasts } from '../shell/Toasts'
import { appointment, appointmentInFull, button, clear, click, draw, Refusal, serve, SESSION } from '../testing'
import { leaves } from './leaves'
import { useUntil } from './useFollow'

const SILENCE = { reason: 'opted_out', cause: 'opted_out' } as const
const detail = (changes: Partial<AppointmentDetail> = {}) =>
  appointmentInFull('a', { starts_at: '2026-12-14T09:30:00Z', may: ['move', 'cancel', 'excuse'], ...changes })
const screen = (of: AppointmentDetail, more: Parameters<typeof serve>[0] = {}) => {
  const asked = serve({ 'GET appointments/a': () => of, 'POST appointments/a/cancel': () => undefined, ...more })
  const page = (
    <>
      <AppointmentScreen params={{ id: 'a' }} />
      <Toasts />
    </>
  )
  return draw(page).then((box) => ({ asked, box }))
}
const toasts = () => [...document.querySelectorAll('.toast')].map((one) => one.textContent).join(' ')

beforeEach(() => {
  forget()
  setSession(SESSION)
})
afterEach(clear)

describe('the page of an appointment that nobody is told of', () => {
  it('says why, offers nothing to send, and says so of its cancellation', async () => {
    const { asked, box } = await screen(detail({ silence: SILENCE, unreachable: SILENCE, is_told: false }))
    expect(box.textContent).toContain('Aucun message ne part pour ce rendez-vous\u00A0: rappels refusés')
    expect(box.textContent).not.toContain('Le premier part à la réservation')
    expect(button(box, 'Renvoyer')).toBeUndefined()
    await click(button(box, 'Annuler le rendez-vous'))
    const dialog = box.querySelector<HTMLDialogElement>('dialog[open]')!
    expect(dialog.textContent).toContain('Personne ne sera prévenue par message\u00A0: rappels refusés')
    expect(dialog.querySelector('[name=tell_person]')).toBeNull()
    await click(dialog.querySelector('[name=reason]'))
    await click(dialog.querySelector('button[type=submit]'))
    expect(asked.find((one) => one.name === 'POST appointments/a/cancel')?.body.tell_person).toBe(true)
    expect(toasts()).toContain('Aucun message ne part.')
  })

  it('sends a first message where none has left', async () => {
    const { box } = await screen(detail({ is_told: false }))
    expect(button(box, 'Envoyer un message')).toBeDefined()
    expect(button(box, 'Renvoyer')).toBeUndefined()
  })

  it('keeps what the person said of an hour that moved, with its words', async () => {
    const said = {
      at: '2026-11-22T08:00:00Z',
      event: 'answer_no',
      by: 'holder',
      detail: { told: 'family', words: 'Mon enfant est malade' },
    }
    const { box } = await screen(detail({ events: [said] }))
    expect(box.querySelector('.journal')?.textContent).toMatch(/je ne peux pas venir.*« Mon enfant est malade »/)
  })
})

describe('the notice of an outcome', () => {
  const over = (changes: Partial<Recorded>): Recorded => ({
    ...appointment('a'),
    may: ['undo'],
    tells_from: null,
    ...changes,
  })

  it('of a miss says when the person is written to, and until when it is taken back in silence', async () => {
    const past = detail({ starts_at: '2020-11-23T08:30:00Z', may: ['outcome', 'excuse'] })
    const { box } = await screen(past, {
      'POST appointments/a/outcome': () => over({ state: 'missed', tells_from: '2026-11-23T11:26:00Z' }),
    })
    await click(button(box, 'Manqué'))
    expect(toasts().replaceAll('\u00A0', ' ')).toContain('pas avant 12 h 26. Jusque-là, défaire n’envoie rien.')
  })

  it('of an excuse promises a message only where one leaves', async () => {
    const { box } = await screen(detail(), { 'POST appointments/a/outcome': () => over({ state: 'excused' }) })
    await click(button(box, 'Excuser'))
    expect(toasts()).toContain('Aucun message ne part\u00A0: appelez la personne.')
    expect(toasts()).not.toContain('sera prévenue')
  })

  it.each([
    ['message', 'un message lui dira de venir finalement', 'Un message part.'],
    ['nobody', 'appelez', 'c’est une tâche'],
  ])('that is taken back asks first where the person was told, by %s', async (by, question, after) => {
    const undo = vi.fn((_: unknown, url: URL) =>
      url.searchParams.get('knows') === 'true' ? appointment('a') : new Refusal(409, 'undo_tells', { by }),
    )
    const { box } = await screen(detail({ state: 'excused', may: ['undo'] }), { 'POST appointments/a/undo': undo })
    await click(button(box, 'Défaire'))
    expect(toasts()).toContain(question)
    expect(box.querySelector('.appt--excused')).not.toBeNull()
    await click(button(document, 'Défaire quand même'))
    expect(undo).toHaveBeenCalledTimes(2)
    expect(toasts()).toContain(after)
  })
})

describe('a file', () => {
  it.each([
    [{ messaging: 'all', channels: ['push', 'email'], silence: null }, 'partent par notification et e-mail'],
    [{ messaging: 'all', channels: [], silence: SILENCE }, 'Seuls partent les codes que la personne demande.'],
    [
      { messaging: 'all', channels: [], silence: { reason: 'no_number', cause: 'no_number' } },
      'ne part\u00A0: pas de numéro dans le dossier.',
    ],
    [{ messaging: 'codes_only', channels: [], silence: null }, 'seuls partent les codes'],
  ] as [Parameters<typeof leaves>[0], string][])('says which messages leave: %j', async (of, text) => {
    await draw(<p />)
    expect(leaves(of)).toContain(text)
  })
})

it('looks again until the messages are planned, and no more', async () => {
  vi.useFakeTimers()
  let looks = 0
  const fetch = async () => ({ done: ++looks > 2 })
  function Screen() {
    const { data, reload } = useLoad('x', fetch)
    useUntil(data?.done ?? true, data, reload)
    return null
  }
  const host = document.body.appendChild(document.createElement('div'))
  act(() => render(<Screen />, host))
  const at = async (wait: number) => {
    await act(async () => void (await vi.advanceTimersByTimeAsync(wait)))
    return looks
  }
  const looked: number[] = []
  for (const wait of [0, 1000, 100, 2000, 100, 120_000, 100]) looked.push(await at(wait))
  expect(looked).toEqual([1, 2, 2, 3, 3, 3, 3])
  render(null, host)
  vi.useRealTimers()
})
