import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import { setSession } from '../session'
import { fullName } from '../parts/person'
import { appointment, button, clear, draw, serve, SESSION } from '../testing'
import ToCall from './ToCall'

const APPOINTMENT = appointment('a')
const PERSON = {
  ...APPOINTMENT.probationer,
  phone: '+33639980001',
  address: '',
  postcode: '',
  city: '',
  language: 'fr',
  spoken_language: '',
  needs_interpreter: false,
  needs_sign_language: false,
  reads_little: false,
  sensitive_channel: false,
}
const item = {
  probationer: PERSON,
  appointment: APPOINTMENT,
  what: 'booked',
  reason: 'unreachable',
  cause: 'phone_off',
  since: '2026-11-24T09:00:00Z',
}

describe('the list of whom to call or to write to', () => {
  beforeEach(() => {
    forget()
    setSession({ ...SESSION, may: ['resend', 'edit_file'] })
    serve({
      'GET to-call': () => ({ items: [item], count: 1, now: '2026-11-24T10:00:00Z', time_zone: 'Europe/Paris' }),
    })
  })
  afterEach(clear)

  it('carries its dates on paper: nothing is of today or of yesterday', async () => {
    const page = await draw(<ToCall />)
    const text = page.textContent?.replaceAll('\u00A0', ' ')
    expect(text).toContain('1 personne à prévenir · Édité le 24 novembre 2026 à 11 h 00')
    expect(text).toContain('Depuis mar. 24 nov., 10 h 00')
  })

  it('has room on paper for what came of each call, which no reader of screens reads', async () => {
    const page = await draw(<ToCall />)
    const ticks = page.querySelector('.to-call__ticks')
    expect(ticks?.querySelectorAll('.to-call__box')).toHaveLength(3)
    expect(ticks?.textContent).toContain('Pas de réponse')
    expect(ticks?.getAttribute('aria-hidden')).toBe('true')
  })

  it('has the gesture that it advises beside each person, named for who does not see', async () => {
    const page = await draw(<ToCall />)
    expect(page.textContent).toContain('Renvoyez dans un moment')
    expect(button(page, 'Renvoyer le message')?.textContent).toContain(fullName(PERSON))
  })
})
