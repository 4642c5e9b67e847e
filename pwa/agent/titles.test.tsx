// What a tab, a history and a screen reader call a screen: no two screens have the same name, and none names a person.
import { act } from 'preact/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { LANGUAGES, setLanguage } from '../kit/i18n'
import { forget } from '../kit/load'
import { go } from '../kit/router'
import type { Stage } from './api/types'
import { App } from './App'
import { routes } from './routes'
import { setSession } from './session'
import { appointment, appointmentInFull, clear, CPIP, draw, morning, serve, SESSION, settle } from './testing'

const EVERYTHING = [
  ...CPIP,
  'counter',
  'manage_places',
  'manage_slots',
  'manage_agents',
  'manage_organisations',
  'operate',
]
const STAGES: Stage[] = ['signed_out', 'second_factor', 'enrol', 'charter']

afterEach(clear)

/** Nothing is answered: a title waits for no data. */
async function titles(): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  const note = (screen: string) => found.set(document.title, [...(found.get(document.title) ?? []), screen].toSorted())
  for (const { name, path } of routes.filter((one) => one.name !== 'sign_in')) {
    await act(() => go(`/agent${path.replace(':id', '1')}`))
    await settle()
    note(name)
  }
  for (const stage of STAGES) {
    setSession({ ...SESSION, stage })
    await act(() => go('/agent/connexion'))
    await settle()
    note(stage)
  }
  return found
}

it('no two screens of the office have the same title, in any language', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => undefined))
  for (const { code } of LANGUAGES) {
    forget()
    history.replaceState(null, '', '/agent/')
    setSession({ ...SESSION, may: EVERYTHING })
    await draw(<App />)
    await setLanguage(code)
    const found = await titles()
    expect([...found].filter(([, screens]) => screens.length > 1)).toEqual([])
    expect([...found.values()].flat()).toHaveLength(routes.length - 1 + STAGES.length)
  }
  // Every screen in every language: what it takes grows with them, and nothing here is about time.
}, 20_000)

const person = appointment('1').probationer
const place = {
  id: 1,
  name: 'SPIP de Nanterre',
  full_name: 'SPIP de Nanterre',
  organisation: { id: 1, name: 'Service' },
}
const file = {
  ...person,
  channels: [],
  silence: null,
  phone: '',
  same_phone: [],
  organisations: [],
  referent: null,
  relations: [],
  unreachable: null,
  ...Object.fromEntries(
    ['upcoming', 'past', 'replies', 'occasions', 'contact_changes', 'first_files', 'second_files'].map((one) => [
      one,
      [],
    ]),
  ),
}
const booked = appointmentInFull('1')

it.each(['/', '/?date=2026-11-24', ...routes.map(({ path }) => path).filter((path) => path.includes(':id'))])(
  'the heading of %s says what the page is, in the words of the window’s title, then of whom or when',
  async (path) => {
    forget()
    setSession({ ...SESSION, may: ['view_files', 'view_appointments', 'edit_file', 'book', 'move'] })
    serve({
      'GET morning': () => morning(),
      'GET files/1': () => file,
      'GET probationers/1/trusted-contacts': () => ({ items: [], hindrance: '' }),
      'GET appointments/1': () => booked,
      'GET appointment-types': () => ({ items: [] }),
      'GET agendas': () => ({ items: [{ id: 1, name: 'Entretiens', place, agent: null }] }),
      'GET slots': () => ({ items: [] }),
      'GET slot-patterns': () => ({ items: [] }),
      'GET places/1': () => ({ ...place, inside: {}, directions: [], items: [], step_free_words: {}, phone_hours: {} }),
    })
    history.replaceState(null, '', '/agent/moi')
    await draw(<App />)
    await act(() => go(`/agent${path.replace(':id', '1')}`))
    await settle()
    await settle()
    const heading = document.querySelector('h1')?.textContent?.trim() ?? ''
    const title = document.title.split(' ·')[0]!
    expect(heading.startsWith(title)).toBe(true)
    if (path !== '/?date=2026-11-24') expect(heading.length).toBeGreaterThan(title.length + 1)
    expect(document.title).not.toContain(person.last_name)
  },
)
