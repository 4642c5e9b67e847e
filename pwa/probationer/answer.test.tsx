import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { setLanguage } from '../kit/i18n'
import { startRouter } from '../kit/router'
import type { Appointment } from './api'
import { Answer } from './parts/Answer'
import { routes } from './routes'

let box: HTMLElement

beforeEach(async () => {
  await setLanguage('fr')
  startRouter(routes, '')
  box = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  render(null, box)
  box.remove()
})

it('leaves a way to say that one can’t come after all, also after "late"', async () => {
  const soon = new Date(Date.now() + 1_800_000).toISOString()
  const appointment = {
    id: 'a1',
    revision: 1,
    starts_at: soon,
    time_zone: 'Europe/Paris',
    whom_to_call: { label: 'Accueil', phone: '+33639980001', hours: null },
    answer: { kind: 'late', late_minutes: 20, at: new Date().toISOString(), seen_at: null },
  } as unknown as Appointment
  await act(() => render(<Answer appointment={appointment} />, box))
  expect(box.textContent).toContain('en retard de 20 minutes')
  expect(box.querySelector('a[href="/rendez-vous/a1/empechement"]')).not.toBeNull()
})
