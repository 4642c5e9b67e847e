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
import { clear, CPIP, draw, SESSION, settle } from './testing'

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
