import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forget } from '../../kit/load'
import type { Preview, PreviewMessage } from '../api/types'
import { setSession } from '../session'
import { button, clear, click, draw, press, serve, SESSION, settle } from '../testing'
import { BookingForm } from './BookingForm'
import { EMPTY } from './choice'
import { Done } from './Done'
import { type Telling, telling } from './telling'
import { useBooking } from './useBooking'

const message = (kind: string) => ({ kind, channel: 'sms', at: '2026-11-23T09:00:00Z', text: 'RDV' }) as PreviewMessage
const foreseen = (kinds: string[], reason?: string): Preview => ({
  messages: kinds.map(message),
  unmet_needs: [],
  warnings: [],
  unreachable: reason ? { reason, cause: 'opted_out' } : null,
})

const booked = (of: Telling) => (
  <Done
    of={{ id: 'a', choice: EMPTY, zone: 'Europe/Paris', where: 'SPIP, Nanterre', telling: of }}
    name="ESSAI Noémie"
    probationer="p"
    onAgain={() => undefined}
    again=""
  />
)

describe('whether anybody hears of it', () => {
  afterEach(clear)

  it.each([
    ['told', foreseen(['confirmation', 'reminder']), true],
    ['doubtful', foreseen(['confirmation'], 'number_wrong'), true],
    ['nobody', foreseen([], 'opted_out'), true],
    ['nobody', foreseen([], 'no_number'), false],
    ['later', foreseen(['confirmation', 'reminder']), false],
    ['unasked', foreseen(['confirmation']), false],
    ['unknown', undefined, true],
  ] as const)('is %s', (how, preview, tells) => {
    expect(telling(preview, tells).how).toBe(how)
  })

  it.each([
    [{ how: 'told' }, 'Le message part maintenant.'],
    [{ how: 'nobody', why: { reason: 'no_number', cause: 'no_number' } }, 'Pas de numéro dans le dossier.'],
    [{ how: 'unasked' }, 'Aucun message ne part'],
    [{ how: 'later' }, 'Les rappels partiront.'],
    [{ how: 'doubtful', why: { reason: 'number_wrong', cause: 'number' } }, 'Numéro non attribué.'],
  ] as [Telling, string][])('stands in the result of %j', async (of, text) => {
    setSession(SESSION)
    const box = await draw(booked(of))
    expect(box.textContent).toContain(text)
    expect(box.textContent?.includes('Personne n’est prévenue')).toBe(of.how === 'nobody')
    expect(button(box, 'J’ai prévenu autrement') !== undefined).toBe(of.why !== undefined)
  })
})

describe('who was told by the agent herself', () => {
  afterEach(clear)

  it('is not said to know nothing any more', async () => {
    setSession(SESSION)
    serve({ 'POST appointments/a/told-otherwise': () => undefined })
    const of: Telling = { how: 'nobody', why: { reason: 'opted_out', cause: 'opted_out' } }
    const box = await draw(booked(of))
    await click(button(box, 'J’ai prévenu autrement'))
    await click(box.querySelector('[name=way][value=in_person]'))
    await click(box.querySelector('dialog [type=submit]'))
    expect(box.textContent).toContain('Prévenue autrement\u00A0: c’est noté.')
    expect(box.textContent).not.toContain('Personne n’est prévenue')
  })
})

const TYPE = { id: 1, code: 's', name: 'Suivi', where: 'place', by_slot: true, minutes: 30, decider: 'referent' }
const SEAT = { slot: 1, agenda: 2, starts_at: '2026-11-26T11:30:00Z', left: 1, capacity: 1, full: false }
const answers = (preview: Preview) => ({
  'GET appointment-types': () => ({ items: [TYPE] }),
  'GET agendas': () => ({ items: [{ id: 2, name: 'B', place: { id: 3, name: 'N', full_name: 'N' }, agent: null }] }),
  'GET free-seats': () => ({
    days: [{ date: '2026-11-26', seats: [SEAT] }],
    days_off: [],
    time_zone: 'Europe/Paris',
    next_from: null,
  }),
  'POST appointments/preview': () => preview,
  'POST appointments': () => ({ id: 'x', revision: 1 }),
})
const done = vi.fn()
const Form = ({ verb }: { verb: 'book' | 'move' }) => (
  <BookingForm of={useBooking({ probationer: 'p', onDone: done })} first="Noémie" verb={verb} />
)

async function choose(preview: Preview, wait: number) {
  serve(answers(preview))
  const box = await draw(<Form verb="book" />)
  await click(box.querySelector('input[name=type]'))
  await settle()
  await click(box.querySelector('input[name=seat]'))
  await settle(wait)
  return box
}

describe('what was just booked', () => {
  afterEach(clear)

  it('says where the person is to go', async () => {
    setSession(SESSION)
    const of = {
      id: 'a',
      choice: EMPTY,
      zone: 'Europe/Paris',
      where: 'SPIP, Nanterre',
      telling: { how: 'told' } as Telling,
    }
    const box = await draw(<Done of={of} name="ESSAI" probationer="p" onAgain={() => undefined} again="" />)
    expect(box.querySelector('.done')?.textContent).toContain('SPIP, Nanterre')
  })

  it('is noted once it was, by one key, and not before', async () => {
    setSession(SESSION)
    const asked = serve({ 'POST appointments/a/legal-notifications': () => undefined })
    const of = {
      id: 'a',
      choice: EMPTY,
      zone: 'Europe/Paris',
      where: 'SPIP, Nanterre',
      telling: { how: 'told' } as Telling,
    }
    const box = await draw(<Done of={of} name="ESSAI" probationer="p" onAgain={() => undefined} again="" />)
    expect(asked).toEqual([])
    await click(button(box, 'Je l’ai remise en main propre'))
    expect(asked.map(({ body }) => body.way)).toEqual(['handed_over'])
    expect(box.textContent).toContain('Remise en main propre\u00A0: c’est noté.')
  })
})

describe('the button that books', () => {
  beforeEach(() => {
    forget()
    done.mockClear()
  })
  afterEach(clear)

  it('promises to tell only where a message leaves, and says why none does', async () => {
    const silent = await choose(foreseen([], 'opted_out'), 350)
    expect(button(silent, 'Réserver et prévenir')).toBeUndefined()
    expect(button(silent, 'Réserver sans message')).toBeUndefined()
    expect(silent.querySelector('.book__acts')?.textContent).toContain('Personne n’est prévenue')
    expect(silent.querySelector('.preview')?.textContent).toContain('Rappels refusés')
    await click(button(silent, 'Réserver'))
    expect(done.mock.calls[0]?.[3]).toMatchObject({ how: 'nobody', why: { reason: 'opted_out' } })
  })

  it('that is faster than the preview says the same', async () => {
    await choose(foreseen([], 'opted_out'), 0)
    await press('Enter', { ctrlKey: true })
    expect(done.mock.calls[0]?.[3]).toMatchObject({ how: 'nobody' })
  })
})
