import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import { go } from '../../kit/router'
import { App } from '../App'
import { setSession } from '../session'
import { clear, draw, morning, serve, SESSION, settle } from '../testing'

afterEach(clear)
const badge = () => document.querySelector('.nav .count [aria-hidden]')?.textContent

it('says how much waits today on whatever page one comes in by, and is asked once', async () => {
  forget()
  setSession(SESSION)
  history.replaceState(null, '', '/agent/lieux')
  const asked = serve({
    'GET morning/waiting': () => ({ counts: { ...morning().counts, tasks: 2, ending: 5 }, without_outcome_count: 1 }),
    'GET places': () => ({ items: [] }),
    'GET agendas': () => ({ items: [] }),
  })
  await draw(<App />)
  await settle()
  expect(badge()).toBe('3')
  await act(() => go('/agent/agendas'))
  await settle()
  expect(badge()).toBe('3')
  expect(asked.map(({ name }) => name).filter((name) => name.startsWith('GET morning'))).toEqual([
    'GET morning/waiting',
  ])
})
