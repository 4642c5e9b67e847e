import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forget } from '../../kit/load'
import { setSession } from '../session'
import { clear, click, draw, press, Refusal, serve, SESSION, settle } from '../testing'
import { BookingForm } from './BookingForm'
import { useBooking } from './useBooking'

const TYPES = {
  items: [
    {
      id: 1,
      code: 'suivi',
      name: 'Suivi',
      where: 'place',
      by_slot: true,
      minutes: 30,
      decider: 'referent',
      prosecutor_number: false,
    },
  ],
}
const AGENDAS = {
  items: [
    {
      id: 2,
      name: 'Bureau',
      place: { id: 3, name: 'Nanterre', full_name: 'Nanterre', organisation: { id: 1, name: '' } },
      agent: null,
    },
  ],
}
const seat = (slot: number, full = false) => ({
  slot,
  agenda: 2,
  starts_at: `2026-11-26T1${slot}:30:00Z`,
  left: full ? 0 : 1,
  capacity: 1,
  full,
})
const SEATS = {
  days: [{ date: '2026-11-26', seats: [seat(1), seat(2, true), seat(3)] }],
  days_off: [],
  time_zone: 'Europe/Paris',
  next_from: null,
}
const MESSAGE = {
  kind: 'confirmation',
  channel: 'sms',
  at: '2026-11-23T09:00:00Z',
  held_until: null,
  title: null,
  text: 'RDV jeudi 26 novembre',
  segments: 2,
  characters: 170,
  language: 'fr',
}
const PREVIEW = { messages: [MESSAGE], unmet_needs: ['interpreter'], warnings: [] }
const ANSWERS = {
  'GET appointment-types': () => TYPES,
  'GET agendas': () => AGENDAS,
  'GET free-seats': () => SEATS,
  'POST appointments/preview': () => PREVIEW,
  'GET places/3/items': () => ({ items: [] }),
}

const done = vi.fn()
function Form() {
  return <BookingForm of={useBooking({ probationer: 'p', onDone: done })} first="Amine" verb="book" />
}
async function choose() {
  await click(document.querySelector('input[name=type]'))
  await settle()
  await click(document.querySelector('input[name=seat]:not(:disabled)'))
  await settle(300)
}

describe('booking on one page', () => {
  beforeEach(() => {
    forget()
    done.mockClear()
  })
  afterEach(clear)

  it('shows the exact words and their price before anything is booked', async () => {
    const asked = serve(ANSWERS)
    await draw(<Form />)
    await choose()
    expect(document.querySelector('.handset')?.textContent).toContain('RDV jeudi 26 novembre')
    expect(document.querySelector('.handset__costly')?.textContent).toBe('2 segments')
    expect(document.body.textContent).toContain('interprète')
    expect(asked.filter(({ name }) => name === 'POST appointments')).toEqual([])
  })

  it('shows a full seat and does not let it be taken', async () => {
    serve(ANSWERS)
    await draw(<Form />)
    await click(document.querySelector('input[name=type]'))
    await settle()
    const full = document.querySelector<HTMLInputElement>('.seat--full input')
    expect(full?.disabled).toBe(true)
    expect(full?.closest('label')?.textContent).toContain('complet')
  })

  it('does not ask for the number of the prosecutor as if one could not go on without', async () => {
    const [type] = TYPES.items
    serve({ ...ANSWERS, 'GET appointment-types': () => ({ items: [{ ...type, prosecutor_number: true }] }) })
    await draw(<Form />)
    await click(document.querySelector('input[name=type]'))
    const label = document.querySelector('label[for=prosecutor]')!.textContent.replaceAll('\u00A0', ' ')
    expect(label).toBe('Numéro de parquet (facultatif)')
  })

  it('books by Ctrl Enter, once, with an idempotency key', async () => {
    const asked = serve({ ...ANSWERS, 'POST appointments': () => ({ id: 'x', revision: 1 }) })
    await draw(<Form />)
    await choose()
    await press('Enter', { ctrlKey: true })
    const [booked, ...more] = asked.filter(({ name }) => name === 'POST appointments')
    expect(more).toEqual([])
    expect(booked?.body).toMatchObject({ probationer: 'p', type: 1, place: 3, slot: 1, tell_person: true })
    expect(booked?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/)
    expect(done).toHaveBeenCalledWith('x', expect.anything(), 'Europe/Paris', { how: 'told' }, 'Nanterre')
  })

  it('sends the same key again when the network failed, so that one appointment is made', async () => {
    let isOff = true
    const asked = serve({
      ...ANSWERS,
      'POST appointments': () => (isOff ? new Refusal(503, 'server') : { id: 'x', revision: 1 }),
    })
    await draw(<Form />)
    await choose()
    await press('Enter', { ctrlKey: true })
    isOff = false
    await press('Enter', { ctrlKey: true })
    const keys = asked
      .filter(({ name }) => name === 'POST appointments')
      .map(({ headers }) => headers.get('Idempotency-Key'))
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })

  it('does not say that nothing is booked where the answer was lost', async () => {
    serve({ ...ANSWERS, 'POST appointments': () => new Refusal(503, 'server') })
    await draw(<Form />)
    await choose()
    await press('Enter', { ctrlKey: true })
    const said = document.querySelector('.book__acts [role=alert]')!.textContent
    expect(said).toContain('Peut-être est-ce réservé')
    expect(said).not.toContain('Rien n’a été réservé')
  })

  it('keeps the other choices and shows the seats anew when the seat was just taken', async () => {
    const asked = serve({ ...ANSWERS, 'POST appointments': () => new Refusal(409, 'slot_full') })
    await draw(<Form />)
    await choose()
    const before = asked.filter(({ name }) => name === 'GET free-seats').length
    await press('Enter', { ctrlKey: true })
    await settle()
    expect(document.querySelector('[role=alert]')?.textContent).toContain('vient d’être prise')
    expect(document.querySelector<HTMLInputElement>('input[name=type]')?.checked).toBe(true)
    expect(document.querySelector('input[name=seat]:checked')).toBeNull()
    expect(asked.filter(({ name }) => name === 'GET free-seats').length).toBe(before + 1)
  })

  it('lets a knowing agent override a warning, and nothing else', async () => {
    const asked = serve({
      ...ANSWERS,
      'POST appointments': (body) => (body.force ? { id: 'x', revision: 1 } : new Refusal(409, 'agent_busy')),
    })
    await draw(<Form />)
    await choose()
    await press('Enter', { ctrlKey: true })
    await click(document.querySelector('[role=alert] button'))
    expect(asked.at(-1)?.body.force).toBe(true)
    expect(done).toHaveBeenCalled()
  })

  it('says what speaks against the hour beside the button, before it is pressed', async () => {
    serve({ ...ANSWERS, 'POST appointments/preview': () => ({ ...PREVIEW, warnings: ['person_busy'] }) })
    await draw(<Form />)
    await choose()
    const acts = document.querySelector('.book__acts')
    expect(acts?.textContent).toContain('a déjà un rendez-vous à cette heure')
    expect(document.querySelector('.preview')?.textContent).not.toContain('a déjà un rendez-vous')
  })

  it('says a refusal anew each time that Ctrl Enter meets it', async () => {
    serve({ ...ANSWERS, 'POST appointments': () => new Refusal(409, 'person_busy') })
    await draw(<Form />)
    await choose()
    for (const _ of [1, 2]) {
      document.querySelector<HTMLInputElement>('input[name=seat]:not(:disabled)')?.focus()
      await press('Enter', { ctrlKey: true })
      const said = document.querySelector('[role=alert]')
      expect(said?.textContent).toContain('a déjà un rendez-vous à cette heure')
      expect(document.activeElement).toBe(said)
    }
  })

  it('takes a free hour by its key: in a week, then the first that is free', async () => {
    const free = { ...TYPES.items[0], by_slot: false }
    const asked = serve({
      ...ANSWERS,
      'GET appointment-types': () => ({ items: [free] }),
      'GET free-seats': () => ({ days: [], days_off: [], time_zone: 'Europe/Paris', next_from: null }),
      'GET appointments': () => ({ items: [], next: null }),
      'POST appointments': () => ({ id: 'x', revision: 1 }),
    })
    await draw(<Form />)
    await click(document.querySelector('input[name=type]'))
    await settle()
    await press('1')
    await settle()
    const first = document.querySelector<HTMLInputElement>('input[name=free-hour]')!
    expect(document.activeElement).toBe(first)
    const week = document.querySelector<HTMLInputElement>('#free-date')!
    expect(first.compareDocumentPosition(week) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
    await click(first)
    await press('Enter', { ctrlKey: true })
    expect(asked.filter(({ name }) => name === 'POST appointments')).toHaveLength(1)
    expect(week.value).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  it('shows what the person will read that she is to bring', async () => {
    setSession(SESSION)
    const words = { fr: { title: 'Pièce d’identité', hint: 'Même périmée' } }
    serve({ ...ANSWERS, 'GET places/3/items': () => ({ items: [{ id: 1, national: true, words }] }) })
    const page = await draw(<Form />)
    expect(page.textContent).not.toContain('À apporter')
    await choose()
    const card = [...page.querySelectorAll('.card')].find((one) => one.textContent?.includes('À apporter'))
    expect(card?.querySelector('li')?.textContent).toBe('Pièce d’identité Même périmée')
    expect(card?.querySelector('input, button')).toBeNull()
  })

  it('says what is missing instead of calling the server', async () => {
    const asked = serve(ANSWERS)
    await draw(<Form />)
    await press('Enter', { ctrlKey: true })
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Choisissez un type')
    expect(document.activeElement).toBe(document.querySelector('[role=alert]'))
    expect(asked.some(({ name }) => name === 'POST appointments')).toBe(false)
  })
})
