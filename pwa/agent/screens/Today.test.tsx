import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forget } from '../../kit/load'
import type { Appointment } from '../api/types'
import { setSession } from '../session'
import { turnKeys } from '../shell/keys'
import { Toasts } from '../shell/Toasts'
import { appointment, button, clear, click, draw, morning, press, Refusal, serve, SESSION, settle } from '../testing'
import { Today } from './Today'

const settled = (state: Appointment['state'], changes: Partial<Appointment> = {}) =>
  appointment('a', { state, may: ['undo'], ...changes })
const open = () =>
  draw(
    <>
      <Today />
      <Toasts />
    </>,
  )
const row = (id: string) => document.querySelector<HTMLElement>(`[data-row="${id}"]`)!

const signedIn = () => {
  forget()
  setSession(SESSION)
}

describe('the day, by the keyboard', () => {
  beforeEach(signedIn)
  afterEach(clear)

  it('goes first to the appointment that waits, then from row to row', async () => {
    serve({ 'GET morning': () => morning({ appointments: [settled('came'), appointment('b'), appointment('c')] }) })
    await open()
    await press('j')
    expect(row('b').contains(document.activeElement)).toBe(true)
    await press('ArrowDown')
    expect(row('c').contains(document.activeElement)).toBe(true)
    await press('k')
    expect(row('b').contains(document.activeElement)).toBe(true)
  })

  it('records by one key on the row that has the focus, and undoes by U', async () => {
    const asked = serve({
      'GET morning': () => morning({ appointments: [appointment('a'), appointment('b')] }),
      'POST appointments/a/outcome': () => settled('came'),
      'POST appointments/a/undo': () => appointment('a'),
    })
    await open()
    await press('j')
    await press('v')
    expect(row('a').textContent).toContain('Venu')
    expect(asked.at(-1)).toMatchObject({ name: 'POST appointments/a/outcome', body: { outcome: 'came' } })
    await press('u')
    expect(asked.at(-1)?.name).toBe('POST appointments/a/undo')
    expect(row('a').dataset.waits).toBe('1')
  })

  it('takes back what the server has not answered yet, in its turn, and says that alone', async () => {
    const asked = serve({
      'GET morning': () => morning({ appointments: [appointment('a')] }),
      'POST appointments/a/outcome': () => settled('excused'),
      'POST appointments/a/undo': () => appointment('a'),
    })
    await open()
    const answers = globalThis.fetch
    let go = () => undefined as void
    const late = new Promise<void>((resolve) => (go = resolve))
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (url.endsWith('/outcome')) await late
      return answers(url, init)
    })
    await click(button(row('a'), 'Excusé'))
    await click(button(row('a'), 'Défaire'))
    expect(asked.map(({ name }) => name)).not.toContain('POST appointments/a/undo')
    go()
    await settle()
    expect(asked.slice(1).map(({ name }) => name)).toEqual(['POST appointments/a/outcome', 'POST appointments/a/undo'])
    expect(row('a').dataset.waits).toBe('1')
    const said = [...document.querySelectorAll('.toast')].map((one) => one.textContent)
    expect(said).toHaveLength(1)
    expect(said[0]).not.toContain('prévenue')
  })

  it('takes back nothing that the server refused', async () => {
    const asked = serve({
      'GET morning': () => morning({ appointments: [appointment('a')] }),
      'POST appointments/a/outcome': () => new Refusal(500, 'server'),
    })
    await open()
    act(() => button(row('a'), 'Excusé')!.click())
    act(() => button(row('a'), 'Défaire')!.click())
    await settle()
    expect(asked).toHaveLength(2)
    expect(document.querySelectorAll('.toast')).toHaveLength(1)
    await click(button(row('a'), 'Excusé'))
    expect(asked).toHaveLength(3)
  })

  it('draws no key that is turned off, wherever it stood', async () => {
    serve({ 'GET morning': () => morning({ appointments: [appointment('a')] }) })
    const page = await open()
    const drawn = () => [...page.querySelectorAll('.kbd')].map((one) => one.textContent)
    expect(drawn()).toContain('E')
    await act(() => turnKeys(false))
    expect(drawn()).toEqual([])
    await act(() => turnKeys(true))
    expect(drawn()).toContain('E')
  })

  it('keeps the arrows of the days where they are, whichever day it is', async () => {
    serve({ 'GET morning': () => morning() })
    const page = await open()
    const links = () => [...page.querySelectorAll<HTMLElement>('.days a')]
    const before = links()
    const room = page.querySelector<HTMLElement>('.days')!.firstElementChild as HTMLElement
    expect([before.length, room.textContent, room.style.visibility]).toEqual([2, 'Aujourd’hui', 'hidden'])
    await click(before[0])
    expect(links().slice(1)).toEqual(before)
    expect(links()[0]!.textContent).toBe('Aujourd’hui')
    history.replaceState(null, '', '/agent/')
  })

  it('marks no miss before the hour', async () => {
    const asked = serve({ 'GET morning': () => morning({ appointments: [appointment('a')] }) })
    await open()
    expect(row('a').textContent).toContain('Venu')
    expect(row('a').textContent).not.toContain('Manqué')
    await press('j')
    await press('m')
    expect(asked.map(({ name }) => name)).not.toContain('POST appointments/a/outcome')
  })

  it('marks a miss at once and lets the reason follow by a digit', async () => {
    const asked = serve({
      'GET morning': () => morning({ appointments: [appointment('a', { starts_at: '2026-11-23T08:30:00Z' })] }),
      'POST appointments/a/outcome': (body) => settled('missed', { reason_told: String(body.reason_told ?? '') }),
    })
    await open()
    await press('j')
    await press('m')
    expect(row('a').textContent).toContain('Courrier non reçu')
    await press('3')
    expect(asked.at(-1)?.body).toEqual({ outcome: 'missed', reason_told: 'letter_not_received' })
    expect(row('a').querySelector('select')?.value).toBe('letter_not_received')
  })

  it('puts back what was when the server refuses, and says so', async () => {
    serve({
      'GET morning': () => morning({ appointments: [appointment('a')] }),
      'POST appointments/a/outcome': () => new Refusal(500, 'server'),
    })
    await open()
    await press('j')
    await press('v')
    expect(row('a').dataset.waits).toBe('1')
    expect(document.querySelector('.toast')?.textContent).toContain('rien n’a été enregistré')
  })

  it('asks nothing of the server for a hearing that an officer may not excuse', async () => {
    const hearing = appointment('a', { may: ['outcome'], type: { id: 2, name: 'Débat', decider: 'judge' } })
    const asked = serve({ 'GET morning': () => morning({ appointments: [hearing] }) })
    await open()
    await press('j')
    await press('e')
    expect(asked).toHaveLength(1)
    expect(document.querySelector('.toast')?.textContent).toContain('juge')
  })

  it('does nothing without a focused row, while writing, or once the keys are off', async () => {
    const asked = serve({ 'GET morning': () => morning({ appointments: [appointment('a')] }) })
    const page = await open()
    await press('v')
    const field = page.appendChild(document.createElement('input'))
    field.focus()
    await press('v')
    turnKeys(false)
    field.blur()
    await press('j')
    await press('v')
    expect(asked).toHaveLength(1)
  })

  it('says what happened and what was kept when the server fails, and tries again', async () => {
    let isBroken = true
    serve({
      'GET morning': () => (isBroken ? new Refusal(500, 'server') : morning({ appointments: [appointment('a')] })),
    })
    await open()
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Ce qui est enregistré l’est toujours')
    isBroken = false
    await click(document.querySelector('[role=alert] button'))
    await settle()
    expect(row('a')).not.toBeNull()
  })
})

describe('an absence that is announced', () => {
  beforeEach(signedIn)
  afterEach(clear)

  const cannot = appointment('a', {
    may: ['excuse', 'move'],
    answer: { id: 'n', kind: 'cannot', at: '2026-11-23T08:00:00Z', reason: 'work' } as unknown as Appointment['answer'],
  })

  it('is excused on its line and taken back there, long after the notice has gone', async () => {
    const asked = serve({
      'GET morning': () => morning({ answers: [cannot] }),
      'POST appointments/a/outcome': () => ({ ...cannot, state: 'excused', may: ['undo'] }),
      'POST appointments/a/undo': () => cannot,
    })
    await open()
    const line = document.querySelector('.pile__line')!
    await click(button(line, 'Excuser'))
    expect(line.textContent).toContain('Excusé')
    expect(button(line, 'Excuser')).toBeUndefined()
    expect(document.activeElement).toBe(button(line, 'Défaire'))
    await click(button(line, 'Défaire'))
    expect(asked.at(-1)?.name).toBe('POST appointments/a/undo')
    expect(line.textContent).not.toContain('Excusé')
    expect(document.activeElement).toBe(button(line, 'Excuser'))
  })
})

describe('a text that came back', () => {
  beforeEach(signedIn)
  afterEach(clear)

  const reply = {
    id: 'r1',
    at: '2026-11-23T08:00:00Z',
    text: 'je serai en retard',
    meaning: 'other' as const,
    shared: true,
    shared_with: [],
    to_read: true,
    seen_at: null,
    answered: true,
    probationer: { id: 'p', last_name: 'EXEMPLE', first_name: 'Camille' },
    appointment: null,
  }

  it('waits, as it was written, until somebody has seen it', async () => {
    const asked = serve({ 'GET morning': () => morning({ replies: [reply] }), 'POST replies/r1/seen': () => undefined })
    await open()
    const line = document.querySelector('.pile__line')!
    expect(line.textContent).toContain('je serai en retard')
    expect(line.textContent).toContain('aussi dans un autre dossier')
    await click(button(line, 'Marquer comme vu'))
    expect(asked.at(-1)?.name).toBe('POST replies/r1/seen')
    expect(document.body.textContent).not.toContain('je serai en retard')
  })

  it('names who else has the number', async () => {
    const shared_with = [
      { id: 'q', last_name: 'Essai', first_name: 'Noé' },
      { id: 's', last_name: 'Test', first_name: 'Lou' },
    ]
    serve({ 'GET morning': () => morning({ replies: [{ ...reply, shared_with }] }) })
    await open()
    expect(document.querySelector('.pile__line')!.textContent).toContain('Même numéro que ESSAI Noé et TEST Lou')
  })

  it('comes back when the server refuses', async () => {
    serve({
      'GET morning': () => morning({ replies: [reply] }),
      'POST replies/r1/seen': () => new Refusal(500, 'server'),
    })
    await open()
    await click(button(document.querySelector('.pile__line')!, 'Marquer comme vu'))
    await settle()
    expect(document.body.textContent).toContain('je serai en retard')
  })
})

describe('a changed address', () => {
  beforeEach(signedIn)
  afterEach(clear)

  it('keeps its own direction in a screen that runs the other way: its number stays before its street', async () => {
    const change = {
      id: '3',
      field: 'address',
      old: '12 rue de l’Essai',
      new: '21 rue de l’Exemple',
      by: 'person',
      at: '2026-11-23T08:00:00Z',
      seen_at: null,
      taken_back_at: null,
      probationer: { id: 'p', last_name: 'EXEMPLE', first_name: 'Camille' },
    }
    serve({ 'GET morning': () => morning({ contact_changes: [change] }) })
    await open()
    expect([...document.querySelectorAll('.change bdi')].map((one) => one.textContent)).toEqual([
      change.old,
      change.new,
    ])
  })
})
