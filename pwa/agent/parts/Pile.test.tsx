import { afterEach, beforeEach, expect, test } from 'vitest'
import { forget } from '../../kit/load'
import { go } from '../../kit/router'
import type { Morning } from '../api/types'
import { Today } from '../screens/Today'
import { setSession } from '../session'
import { button, clear, click, draw, morning, serve, SESSION, settle } from '../testing'

beforeEach(() => {
  forget()
  setSession(SESSION)
})
afterEach(() => {
  go('/agent/')
  clear()
})

const change = (number: number): Morning['contact_changes'][number] => ({
  id: `c-${number}`,
  field: 'address',
  old: 'ici',
  new: 'là',
  at: '2026-11-23T08:00:00Z',
  seen_at: null,
  taken_back_at: null,
  probationer: { id: `p-${number}`, last_name: 'EXEMPLE', first_name: `Noé ${number}` },
  by: 'person',
})
const few = Array.from({ length: 25 }, (_, number) => change(number))
const many = Array.from({ length: 43 }, (_, number) => change(number))

test('a list that was cut says how many there are, and leads to every one', async () => {
  const counts = { ...morning().counts, contact_changes: 43 }
  const asked = serve({
    'GET morning': (_, url) =>
      morning({ contact_changes: url.searchParams.get('whole') === 'contact_changes' ? many : few, counts }),
    'POST contact-changes/c-0/seen': () => undefined,
  })
  const box = await draw(<Today />)
  const count = () => box.querySelector('.count')?.textContent
  expect(count()).toBe('43')
  await click(button(box, 'C’est vu') ?? box.querySelector('.pile__line button'))
  expect(asked.at(-1)?.name).toBe('POST contact-changes/c-0/seen')
  expect(count()).toBe('42')
  await click([...box.querySelectorAll('a')].find((one) => one.textContent === 'Voir les 42'))
  await settle()
  expect(location.search).toBe('?whole=contact_changes')
  expect(box.querySelectorAll('.pile__line')).toHaveLength(42)
  expect(box.textContent).not.toContain('Voir les')
})
