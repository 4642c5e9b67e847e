import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import type { AppointmentDetail } from '../api/types'
import AppointmentScreen from '../screens/Appointment'
import { setSession } from '../session'
import { Toasts } from '../shell/Toasts'
import { appointmentInFull, button, clear, click, draw, serve, SESSION } from '../testing'

const detail = (changes: Partial<AppointmentDetail> = {}) =>
  appointmentInFull('a', {
    starts_at: '2026-12-03T09:30:00Z',
    may: ['move', 'cancel', 'excuse', 'print'],
    ...changes,
  })

beforeEach(() => {
  forget()
  setSession(SESSION)
})
afterEach(clear)

async function open(of = detail()) {
  const asked = serve({
    'GET appointments/a': () => of,
    'POST appointments/a/cancel': () => undefined,
    'POST appointments/a/restore': () => undefined,
  })
  const page = await draw(
    <>
      <AppointmentScreen params={{ id: 'a' }} />
      <Toasts />
    </>,
  )
  await click(button(page, 'Annuler le rendez-vous'))
  return { asked, page, dialog: page.querySelector<HTMLDialogElement>('dialog[open]')! }
}

describe('cancelling', () => {
  it('asks for the reason alone, which has the focus and which nobody has chosen, and says so where it lacks', async () => {
    const { asked, dialog } = await open()
    expect(dialog.querySelector('input[type=text], input:not([type])')).toBeNull()
    const first = dialog.querySelector<HTMLInputElement>('[autofocus]')
    expect([first?.name, first?.value]).toEqual(['reason', 'person'])
    expect(dialog.querySelector('[name=reason]:checked')).toBeNull()
    await click(dialog.querySelector('button[type=submit]'))
    expect(dialog.querySelector('.field--refused')?.textContent).toContain('Choisissez une raison')
    expect(asked.map(({ name }) => name)).not.toContain('POST appointments/a/cancel')
    await click(dialog.querySelector('[name=reason][value=service]'))
    await click(dialog.querySelector('button[type=submit]'))
    const sent = asked.find((one) => one.name === 'POST appointments/a/cancel')
    expect(sent?.body).toEqual({ tell_person: true, reason: 'service' })
    expect(document.querySelector('dialog[open]')).toBeNull()
  })

  it('begins with the person’s own wish where she said that she can’t come', async () => {
    const answer = { id: 'x', kind: 'cannot', reason: '', words: '', late_minutes: null, at: '2026-11-23T08:00:00Z' }
    const { dialog } = await open(detail({ answer: { ...answer, kind: 'cannot', seen_at: null } }))
    expect(dialog.querySelector<HTMLInputElement>('[name=reason]:checked')?.value).toBe('person')
  })

  it('is taken back from the notice', async () => {
    const { asked, page, dialog } = await open()
    await click(dialog.querySelector('[name=reason][value=mistake]'))
    await click(dialog.querySelector('button[type=submit]'))
    await click(button(page, 'Rétablir'))
    expect(asked.map(({ name }) => name)).toContain('POST appointments/a/restore')
    expect(page.querySelector('.toast')?.textContent).toContain('Aucun message n’est parti')
  })

  it('is anybody’s of the service, and the screen says so', async () => {
    serve({ 'GET appointments/a': () => detail() })
    const page = await draw(<AppointmentScreen params={{ id: 'a' }} />)
    const facts = page.querySelector('.facts')?.textContent
    expect(facts).toContain('Qui peut excuser ou déplacerLes agents du service')
  })

  it('leaves its reason in the history', async () => {
    const events = [
      { at: '2026-11-23T08:00:00Z', event: 'cancel', by: 'Anne', detail: { reason: 'mistake', tells: 1 } },
    ]
    serve({ 'GET appointments/a': () => detail({ state: 'cancelled', may: [], events }) })
    const page = await draw(<AppointmentScreen params={{ id: 'a' }} />)
    expect(page.querySelector('.journal')?.textContent).toContain('Erreur de saisie')
    expect(page.textContent, 'nothing convenes any more').not.toContain('Imprimer')
  })
})
