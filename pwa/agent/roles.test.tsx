// What a role may not do is not on the screen: the session's `may` knows the role, and every button asks it.
import type { VNode } from 'preact'
import { afterEach, describe, expect, it } from 'vitest'
import { t, type MessageKey } from '../kit/i18n'
import { forget } from '../kit/load'
import { go } from '../kit/router'
import type { File as Whole, Reply } from './api/types'
import { App } from './App'
import Agenda from './screens/Agenda'
import AppointmentScreen from './screens/Appointment'
import FileScreen from './screens/File'
import People from './screens/People'
import Place from './screens/Place'
import Places from './screens/Places'
import { Today } from './screens/Today'
import { setSession } from './session'
import {
  type Answers,
  appointment,
  appointmentInFull,
  clear,
  CPIP,
  draw,
  morning,
  serve,
  SESSION,
  settle,
} from './testing'

const PERSON = appointment('a').probationer
const reply: Reply = {
  id: 'r',
  at: '2026-11-23T08:00:00Z',
  text: 'je serai en retard',
  meaning: 'other',
  shared: false,
  shared_with: [],
  to_read: true,
  seen_at: null,
  answered: false,
  probationer: PERSON,
  appointment: null,
}
const change = {
  id: 'c',
  field: 'address',
  old: 'ici',
  new: 'là',
  at: '2026-11-23T08:00:00Z',
  seen_at: null,
  taken_back_at: null,
  probationer: PERSON,
  by: 'person' as const,
}
const detail = appointmentInFull('a', {
  state: 'missed',
  may: ['print'],
  tasks: [{ id: 1, kind: 'notify_formally', created_at: '2026-11-23T08:00:00Z', done_at: null }],
})
const file = {
  ...PERSON,
  state: 'followed',
  messaging: 'all',
  channels: ['sms'],
  silence: null,
  phone: '+33639980001',
  phone_status: 'given',
  phone_proved_at: null,
  same_phone: [],
  organisations: [],
  referent: null,
  upcoming: [appointment('b', { may: [] })],
  past: [],
  replies: [reply],
  occasions: [],
  contact_changes: [change],
  relations: [],
  devices_count: 1,
  past_count: 0,
  has_more: false,
  first_files: [],
  second_files: [],
  unreachable: null,
  may: [],
} as unknown as Whole
const task = { id: 1, kind: 'notify_formally', created_at: '2026-11-23T08:00:00Z', probationer: PERSON } as const
const at = { id: 'a', starts_at: '2026-11-23T09:30:00Z', time_zone: 'Europe/Paris' }
const slot = { id: 1, starts_at: at.starts_at, time_zone: at.time_zone, type: { id: 1, name: 'Convocation' } }
const pattern = { id: 1, weekday: 1, time: '09:00:00', type: slot.type, minutes: 30, capacity: 2, since: '2026-01-05' }
const place = {
  id: 1,
  name: 'Antenne',
  address: '1 rue',
  postcode: '92000',
  city: 'Nanterre',
  archived: false,
  organisation: { id: 1, name: 'Service' },
  inside: {},
  step_free: 'unknown',
  directions: [],
  photo: null,
  editable: true,
  in_messages: 'Antenne, 1 rue, Nanterre',
  warnings: [],
}
const ANSWERS: Answers = {
  'GET morning': () =>
    morning({
      replies: [reply],
      contact_changes: [change],
      tasks: [
        { ...task, appointment: at },
        { ...task, id: 2, kind: 'tell_by_hand', appointment: at },
      ],
      to_call_count: 3,
    }),
  'GET appointments/a': () => detail,
  'GET files/p-a': () => file,
  'GET probationers/p-a/trusted-contacts': () => ({ items: [], hindrance: '' }),
  'GET colleagues': () => ({ items: [] }),
  'POST probationers/search': () => ({
    items: [{ ...PERSON, phone: '', state: 'followed', referent: null }],
    next: null,
    count: 1,
  }),
  'GET places': () => ({ items: [place] }),
  'GET places/1': () => place,
  'GET agendas': () => ({ items: [{ id: 1, name: 'Agenda', place, agent: null }] }),
  'GET slots': () => ({ items: [{ ...slot, capacity: 2, taken: 0, closed: false }] }),
  'GET slot-patterns': () => ({ items: [{ ...pattern, until: null }] }),
  'GET appointment-types': () => ({ items: [] }),
  'GET places/1/items': () => ({ items: [] }),
}
const SERVICE = ['manage_slots', 'manage_places']

/** Whatever can be pressed and changes something: links to a screen that is one act stand among them. */
const acts = (box: HTMLElement) =>
  [...box.querySelectorAll('button, summary, a.fr-btn, a[href="/agent/a-prevenir"], form')]
    .filter((one) => !one.closest('dialog:not([open])'))
    .map((one) => one.getAttribute('aria-label') ?? (one.tagName === 'FORM' ? 'form' : (one.textContent ?? '').trim()))

const SCREENS: [string, () => VNode, { left: MessageKey[]; gone: MessageKey[] }][] = [
  ['today', () => <Today />, { left: [], gone: ['agent.see', 'agent.task.done', 'agent.legal.add'] }],
  [
    'an appointment',
    () => <AppointmentScreen params={{ id: 'a' }} />,
    { left: [], gone: ['agent.book.print', 'agent.appointment.reconvene', 'agent.legal.add'] },
  ],
  [
    'a file',
    () => <FileScreen params={{ id: 'p-a' }} />,
    { left: [], gone: ['agent.file.change', 'agent.see', 'agent.proof.title', 'agent.devices.revoke'] },
  ],
  ['people', () => <People />, { left: [], gone: ['agent.new_file.title'] }],
  ['places', () => <Places />, { left: [], gone: ['agent.place.new'] }],
  ['a place', () => <Place params={{ id: '1' }} />, { left: [], gone: ['kit.save', 'agent.place.archive'] }],
  [
    'slots',
    () => <Agenda params={{ id: '1' }} />,
    { left: ['agent.slots.before', 'agent.slots.after'], gone: ['agent.slots.close', 'agent.slots.end'] },
  ],
]

async function shown(screen: () => VNode, may: string[]): Promise<string[]> {
  forget()
  setSession({ ...SESSION, may })
  serve(ANSWERS)
  const box = await draw(screen())
  await settle()
  return acts(box)
}

describe('a role', () => {
  afterEach(clear)

  it.each(SCREENS)('that only reads has nothing to press on %s', async (_, screen, { left, gone }) => {
    const all = await shown(screen, [...CPIP, ...SERVICE])
    for (const key of gone) expect(all.join(' | ')).toContain(t(key))
    expect(await shown(screen, ['view_files'])).toEqual(left.map((key) => t(key)))
  })

  it('is told so at the address of an act that is not its own', async () => {
    setSession({ ...SESSION, may: ['view_files'] })
    serve(ANSWERS)
    const box = await draw(<App />)
    go('/agent/personnes/nouveau-dossier')
    await settle()
    expect(box.querySelector('h1')?.textContent).toBe('Ce n’est pas dans votre rôle')
    expect(box.querySelector('#main form')).toBeNull()
  })
})
