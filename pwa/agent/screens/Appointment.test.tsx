import { afterEach, beforeEach, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import { setSession } from '../session'
import { appointmentInFull, clear, draw, serve, SESSION, settle } from '../testing'
import Appointment from './Appointment'

beforeEach(() => {
  forget()
  setSession(SESSION)
})
afterEach(clear)

async function open(changes: object) {
  serve({
    'GET appointments/a': () => ({ ...appointmentInFull('a', { is_told: false }), ...changes }),
  })
  const box = await draw(<Appointment params={{ id: 'a' }} />)
  await settle()
  return box
}

it('says how and when the person was told otherwise, as the agent had to say', async () => {
  const detail = { way: 'in_person', on: '2026-11-20' }
  const box = await open({
    events: [{ at: '2026-11-23T09:00:00Z', event: 'told_otherwise', detail, by: null }],
  })
  expect(box.querySelector('.journal')?.textContent).toContain('De vive voix, 20 novembre 2026')
})

it('says of which service the place is, and its address', async () => {
  const box = await open({
    place: { id: 3, name: 'Accueil', full_name: 'Accueil, SPIP du Val, Nanterre' },
    place_address: '1 rue de l’Essai, 92000 Nanterre',
  })
  const facts = box.querySelector('.facts')!
  expect(facts.textContent).toContain('Accueil, SPIP du Val, Nanterre')
  expect(facts.querySelector('address')?.textContent).toBe('1 rue de l’Essai, 92000 Nanterre')
})

it('says of a hearing that the clerk acts in the judge’s name', async () => {
  const box = await open({ type: { id: 2, name: 'Débat', decider: 'judge' } })
  expect(box.querySelector('.facts')?.textContent).toContain('Le juge, ou son greffe en son nom')
})

it('says that no reminder will come where the number was taken away after a message had arrived', async () => {
  const arrived = { id: 'm', kind: 'confirmation', occasion: 'now', at: '2026-11-20T09:00:00Z', messages: [] }
  const box = await open({
    starts_at: '2026-12-14T09:30:00Z',
    silence: { reason: 'no_number', cause: 'no_number' },
    occasions: [{ ...arrived, state: 'reached', appointment: 'a' }],
  })
  expect(box.textContent).toContain('Plus aucun message ne partira\u00A0: pas de numéro dans le dossier.')
})
