import { afterEach, expect, test } from 'vitest'
import type { Found } from '../api/types'
import People from '../screens/People'
import { setSession } from '../session'
import { clear, draw, press, serve, SESSION, settle } from '../testing'
import { Palette } from './Palette'

afterEach(clear)

const person = (number: number): Found => ({
  id: `p-${number}`,
  last_name: 'FICTIF',
  first_name: `Noé ${number}`,
  birth_date: '1990-03-12',
  birth_year: null,
  phone: '',
  appi_number: '',
  state: 'followed',
  referent: null,
  archived: false,
})
const PAGE = { items: Array.from({ length: 17 }, (_, number) => person(number)), next: null, count: 17 }

async function typed(box: ParentNode, words: string) {
  const field = box.querySelector('input')!
  field.value = words
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.focus()
  await settle()
  await settle(400)
}

test('the palette says how many there are, and its last line leads to all of them', async () => {
  const asked = serve({ 'POST probationers/search': () => PAGE })
  setSession(SESSION)
  let box = await draw(<Palette purpose="open" onClose={() => undefined} />)
  await typed(box, 'fict')
  expect(box.querySelector('[role="status"]')?.textContent).toBe('17 personnes trouvées')
  const options = [...box.querySelectorAll('[role="option"]')]
  const all = options.findIndex((one) => one.textContent?.includes('Voir les 9 autres'))
  expect(all).toBe(8)
  for (let step = 0; step < all; step++) await press('ArrowDown')
  await press('Enter')
  expect(location.pathname + location.search).toBe('/agent/personnes')
  box = await draw(<People />)
  await settle()
  await settle(400)
  expect(box.querySelectorAll('tbody tr')).toHaveLength(17)
  expect(asked.at(-1)?.body).toMatchObject({ q: 'fict' })
})

test.each([
  [9, 'Voir l’autre personne trouvée'],
  [10, 'Voir les 2 autres'],
  [1000, 'Voir toutes les autres'],
])('of %s found the line under the eight says how many others there are', async (count, words) => {
  serve({ 'POST probationers/search': () => ({ ...PAGE, count }) })
  setSession(SESSION)
  const box = await draw(<Palette purpose="book" onClose={() => undefined} />)
  await typed(box, 'fict')
  expect(box.querySelectorAll('[role="option"]')[8]?.textContent).toContain(words)
})
