import { afterEach, describe, expect, it } from 'vitest'
import type { Appointment } from '../api/types'
import { appointment, clear, draw } from '../testing'
import { AppointmentRow, Signs } from './AppointmentRow'
import type { Outcomes } from './outcomes'

const answer: Appointment['answer'] = {
  id: 'x',
  kind: 'coming',
  reason: '',
  words: '',
  late_minutes: null,
  at: '2026-11-23T08:00:00Z',
  seen_at: null,
}
const signs = async (changes: Partial<Appointment>) =>
  (await draw(<Signs of={appointment('a', changes)} />)).textContent

describe('the signs of an appointment', () => {
  afterEach(clear)

  it('never say that somebody who answered can’t be reached', async () => {
    expect(await signs({ reach: 'failed', answer })).toBe('sera là')
    expect(await signs({ reach: 'failed' })).toBe('non joignable')
  })

  it('say the state of a file that is not followed as usual', async () => {
    const { probationer } = appointment('a')
    expect(await signs({ probationer: { ...probationer, state: 'detained' } })).toBe('Détenu')
    expect(await signs({ probationer: { ...probationer, state: 'detained' }, state: 'came', may: [] })).toBe('')
  })

  it('keep their room, unseen, where the outcome was given on this very row', async () => {
    const box = await draw(<Signs of={appointment('a', { answer, state: 'came', may: ['undo'] })} />)
    expect(box.querySelector('.appt__signs--over')?.textContent).toBe('sera là')
    expect(await signs({ answer, state: 'booked' })).toBe('sera là')
    expect(document.querySelector('.appt__signs--over')).toBeNull()
  })
})

describe('why somebody did not come', () => {
  afterEach(clear)

  it.each([
    ['unwilling', 'N’a pas souhaité venir'],
    ['letter_not_received', 'Courrier non reçu'],
    ['', 'Raison'],
  ])('is read whole beside the list that changes it: %s', async (reason_told, said) => {
    const missed = appointment('a', { state: 'missed', may: ['undo'], reason_told })
    const box = await draw(<AppointmentRow of={missed} outcomes={{ of: () => missed } as unknown as Outcomes} />)
    const told = box.querySelector('.appt__told')!
    expect([...told.querySelectorAll('span')].map((one) => one.textContent)).toEqual(['Manqué', said])
    expect(told.querySelector('select')?.value).toBe(reason_told)
  })
})
