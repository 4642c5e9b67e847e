// What the tests of the back office share: a drawn screen, a server of answers, a few invented rows.
import { render, type VNode } from 'preact'
import { act } from 'preact/test-utils'
import { vi } from 'vitest'
import { setLanguage } from '../kit/i18n'
import { startRouter } from '../kit/router'
import type { Appointment, AppointmentDetail, Morning, Session } from './api/types'
import { routes } from './routes'

export type Answers = Record<string, (body: Record<string, unknown>, url: URL) => unknown>

export class Refusal {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail?: object,
    readonly fields: Record<string, string> = {},
  ) {}
}

export interface Asked {
  name: string
  body: Record<string, unknown>
  headers: Headers
}

/** Answers by « GET morning »; what was asked is returned. An unknown operation fails loudly. */
export function serve(answers: Answers): Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const url = new URL(address, 'http://localhost')
    const name = `${init.method} ${url.pathname.replace('/api/agent/', '')}`
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {}
    asked.push({ name, body, headers: init.headers as Headers })
    const answer = answers[name]
    if (!answer) throw new Error(`nobody answers ${name}`)
    const content = answer(body, url)
    if (content instanceof Refusal)
      return Response.json(
        { code: content.code, fields: content.fields, detail: content.detail },
        { status: content.status },
      )
    return content === undefined ? new Response(null, { status: 204 }) : Response.json(content)
  })
  return asked
}

let box: HTMLElement | undefined

export async function draw(screen: VNode): Promise<HTMLElement> {
  await setLanguage('fr')
  startRouter(routes, '/agent')
  if (box) render(null, box)
  box = document.body.appendChild(document.createElement('div'))
  await act(() => render(screen, box!))
  await settle()
  return box
}

export function clear(): void {
  if (box) render(null, box)
  box?.remove()
  localStorage.clear()
}

/** Until what is under way has ended: screens that are still being imported, however long that takes, then a moment. */
export const settle = (wait = 20) =>
  act(async () => {
    await vi.dynamicImportSettled()
    await new Promise<void>((done) => {
      // An effect waits for a frame and then for a turn of its own: on a slow machine all are overdue together.
      setTimeout(() => setTimeout(done, 2), wait)
    })
    await vi.dynamicImportSettled()
  })

export async function press(key: string, options: KeyboardEventInit = {}): Promise<void> {
  await act(
    () =>
      void (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }),
      ),
  )
  await settle()
}

export async function click(element: Element | null | undefined): Promise<void> {
  if (!element) throw new Error('nothing to click on')
  await act(() => (element as HTMLElement).click())
  await settle()
}

export const button = (within: ParentNode, text: string) =>
  [...within.querySelectorAll('button')].find((one) => one.textContent?.includes(text))

/** Who follows persons: an officer of a probation service. */
export const CPIP = [
  'view_files',
  'create_file',
  'edit_file',
  'set_state',
  'assign_file',
  'approve_contact',
  'read_journal',
  'see_replies',
  'view_appointments',
  'book',
  'move',
  'cancel',
  'record_outcome',
  'notify_formally',
  'resend',
  'print_summons',
]

export const SESSION: Session = {
  signed_in: true,
  stage: 'ready',
  agent: {
    id: 1,
    first_name: 'Anne',
    last_name: 'EXEMPLE',
    email: 'anne@exemple.test',
    shares_name: false,
    shared_phone: '',
  },
  organisation: { id: 1, name: 'Service', kind: 'spip', time_zone: 'Europe/Paris' },
  role: 'cpip',
  may: CPIP,
  has_own_day: true,
  ways: ['totp'],
  has_spent_codes: false,
  idle_at: '2026-11-23T09:30:00Z',
  ends_at: '2026-11-23T18:00:00Z',
  now: '2026-11-23T09:00:00Z',
  environment: 'test',
}

export const appointment = (id: string, changes: Partial<Appointment> = {}): Appointment => ({
  id,
  revision: 1,
  starts_at: '2026-11-23T09:30:00Z',
  time_zone: 'Europe/Paris',
  minutes: 30,
  state: 'booked',
  type: { id: 1, name: 'Convocation de suivi', decider: 'referent' },
  place: null,
  agenda: null,
  agent: null,
  probationer: {
    id: `p-${id}`,
    last_name: 'Exemple',
    first_name: id,
    needs_interpreter: false,
    spoken_language: '',
    state: 'followed',
  },
  answer: null,
  reach: 'ok',
  reach_reason: null,
  legal: null,
  prosecutor_number: '',
  reason_told: '',
  may: ['outcome', 'excuse'],
  ...changes,
})

/** As its own page shows it. */
export const appointmentInFull = (id: string, changes: Partial<AppointmentDetail> = {}): AppointmentDetail => ({
  ...appointment(id),
  place_address: null,
  unreachable: null,
  silence: null,
  is_told: true,
  is_planned: true,
  events: [],
  occasions: [],
  legal_notifications: [],
  tasks: [],
  ...changes,
})

const LISTS = [
  'answers',
  'replies',
  'unreachable',
  'tasks',
  'second_files',
  'trusted_contacts',
  'contact_changes',
  'ending',
] as const

/** Counts are those of the lists, unless said. */
export const morning = (changes: Partial<Morning> = {}): Morning => ({
  counts: Object.fromEntries(LISTS.map((name) => [name, changes[name]?.length ?? 0])) as Morning['counts'],
  date: '2026-11-23',
  time_zone: 'Europe/Paris',
  appointments: [],
  without_outcome: [],
  without_outcome_count: 0,
  unreachable: [],
  to_call_count: 0,
  contact_changes: [],
  answers: [],
  tasks: [],
  replies: [],
  trusted_contacts: [],
  second_files: [],
  ending: [],
  coming_count: 0,
  ...changes,
})
