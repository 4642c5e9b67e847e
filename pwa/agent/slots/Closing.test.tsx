import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import type { Slot } from '../api/types'
import { setSession } from '../session'
import { Toasts } from '../shell/Toasts'
import { appointment, button, clear, click, draw, Refusal, serve, SESSION, settle } from '../testing'
import { leftOut } from './AddSlots'
import { Patterns } from './Patterns'
import { Week } from './Week'

const AT = '2026-11-26T09:00:00Z'
const slot: Slot = {
  id: 5,
  agenda: 1,
  type: { id: 2, name: 'Convocation' },
  starts_at: AT,
  time_zone: 'Europe/Paris',
  minutes: 30,
  capacity: 2,
  taken: 2,
  closed: false,
}
const there = ['a', 'b'].map((id) => appointment(id, { starts_at: AT }))
const seat = { slot: 9, agenda: 1, starts_at: '2026-12-02T08:30:00Z', left: 1, capacity: 2, full: false }
const pattern = { id: 3, agenda: 1, type: slot.type, weekday: 0, time: '09:00', minutes: 30, capacity: 2 }

beforeEach(() => {
  forget()
  setSession({ ...SESSION, may: ['manage_slots', 'move', 'cancel'] })
})
afterEach(clear)

async function close() {
  const asked = serve({
    'GET slots': () => ({ items: [slot], time_zone: 'Europe/Paris' }),
    'GET appointments': () => ({ items: there, next: null }),
    'GET free-seats': () => ({
      days: [{ date: '2026-12-02', seats: [seat] }],
      time_zone: 'Europe/Paris',
      next_from: null,
    }),
    'PATCH slots/5': ({ people }) =>
      (people as unknown[]).length === 0 ? new Refusal(409, 'slot_has_people', { count: 2 }) : undefined,
  })
  const page = await draw(
    <>
      <Week agenda={1} round={0} />
      <Toasts />
    </>,
  )
  await click(button(page, 'Fermer'))
  await settle(60)
  return { asked, page, dialog: page.querySelector<HTMLDialogElement>('dialog[open]')! }
}

const pick = (dialog: Element, name: string, value: string) => {
  dialog.querySelector<HTMLSelectElement>(`[name="where-${name}"]`)!.value = value
}

describe('closing a slot', () => {
  it('shows who sits there, and takes nothing for granted', async () => {
    const { asked, dialog } = await close()
    expect(dialog.textContent).toContain('2 personnes y ont rendez-vous.')
    expect([...dialog.querySelectorAll('.field a')].map((one) => one.getAttribute('href'))).toEqual([
      '/agent/rendez-vous/a',
      '/agent/rendez-vous/b',
    ])
    const before = asked.length
    await click(dialog.querySelector('button[type=submit]'))
    expect(asked.length, 'nothing is sent before each is settled').toBe(before)
    expect(dialog.textContent).toContain('Choisissez un autre créneau, ou l’annulation.')
  })

  it('moves one and cancels the other in the same act', async () => {
    const { asked, page, dialog } = await close()
    pick(dialog, 'a', '9')
    pick(dialog, 'b', 'cancel')
    await click(dialog.querySelector('button[type=submit]'))
    const sent = asked.find(({ name, body }) => name === 'PATCH slots/5' && (body.people as unknown[]).length > 0)
    expect(sent?.body).toEqual({
      closed: true,
      people: [
        { appointment: 'a', slot: 9 },
        { appointment: 'b', slot: null },
      ],
      tell_person: true,
    })
    expect(page.querySelector('.toast')?.textContent).toContain('2 rendez-vous sont déplacés ou annulés')
  })
})

describe('a series', () => {
  it('shows who is still expected before it ends, and says its hour as everywhere', async () => {
    const asked = serve({
      'GET slot-patterns': () => ({ items: [{ ...pattern, since: '2026-01-05', until: null }] }),
      'GET appointments': () => ({ items: there, next: null }),
      'DELETE slot-patterns/3': () => undefined,
    })
    const page = await draw(<Patterns agenda={1} round={0} onEnded={() => undefined} />)
    expect(page.textContent?.replaceAll('\u00A0', ' ')).toContain('Lundi, 9 h 00')
    await click(button(page, 'Arrêter'))
    const dialog = page.querySelector('dialog[open]')!
    expect(dialog.textContent).toContain('2 rendez-vous déjà donnés restent.')
    await click(button(dialog, 'Arrêter et garder ces rendez-vous'))
    expect(asked.map(({ name }) => name)).toContain('DELETE slot-patterns/3')
  })
})

describe('slots that were not made', () => {
  it('are told by their reason', () => {
    const hour = { time: '09:00' }
    const said = leftOut([
      { ...hour, date: '2026-12-25', why: 'holiday' },
      { ...hour, date: '2026-12-26', why: 'week_end' },
      { time: '10:00', date: '2026-12-25', why: 'holiday' },
    ])
    expect(said).toHaveLength(2)
    expect(said[0]).toMatch(/25.*\u00A0: jour férié, pas de créneau\.$/)
  })
})
