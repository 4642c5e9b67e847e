import type { VNode } from 'preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { Duplicate, File } from '../api/types'
import { routes } from '../routes'
import Counter from '../screens/Counter'
import EditFile from '../screens/EditFile'
import NewFile from '../screens/NewFile'
import { setSession } from '../session'
import { button, clear, click, draw, Refusal, serve, SESSION, settle } from '../testing'
import { ToSettle } from './SecondFile'

vi.setConfig({ testTimeout: 20_000 })
afterEach(clear)

const HIDDEN: Duplicate = {
  id: null,
  last_name: 'ESSAI',
  first_name: 'Noé',
  birth_date: '1990-03-12',
  birth_year: null,
  phone: '',
  phone_status: '',
  phone_proved_at: null,
  appi_number: '',
  state: '',
  referent: null,
  archived: false,
  certain: true,
  visible: false,
  same_phone: false,
  organisations: [],
}
const refuse = (code: string, items: Duplicate[]) => () => new Refusal(409, code, { items })

function fill(within: ParentNode, values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) {
    const field = within.querySelector<HTMLInputElement>(`input[name="${name}"]`)!
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
const WHO = { last_name: 'ESSAI', first_name: 'Noé', birth: '12/03/1990' }

async function refused(screen: () => VNode, press: string, code: string, items: Duplicate[]) {
  const asked = serve({
    'GET colleagues': () => ({ items: [] }),
    'POST probationers/duplicates': () => ({ items: [] }),
    'POST probationers': (body) => (body.force ? { id: 'p-2' } : refuse(code, items)()),
    'GET appointment-types': () => ({ items: [] }),
  })
  setSession({ ...SESSION, may: [...SESSION.may, 'counter'] })
  const Screen = screen
  const box = await draw(<Screen />)
  fill(box, WHO)
  box.querySelector<HTMLInputElement>('input[name="no_phone"]')?.click()
  await settle(500)
  await click(button(box, press))
  await settle(100)
  return { box, asked }
}

test.each([
  ['the new file', NewFile, 'Créer et donner'],
  ['the counter', Counter, 'Créer le dossier'],
] as const)('on %s a hidden first file is told, and a second one made with a reason', async (_, screen, press) => {
  const { box, asked } = await refused(screen, press, 'duplicate_elsewhere', [HIDDEN])
  const group = box.querySelector<HTMLElement>('[role="group"][tabindex="-1"]')!
  expect(document.activeElement).toBe(group)
  expect(group.textContent).toContain('dans un service que vous ne voyez pas')
  await click(button(group, 'Ouvrir un second dossier'))
  expect(group.textContent).toContain('Choisissez une raison.')
  const select = group.querySelector('select')!
  select.value = 'hearing'
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
  await click(button(group, 'Ouvrir un second dossier'))
  const sent = asked.filter(({ name }) => name === 'POST probationers').map(({ body }) => [body.force, body.reason])
  expect(sent).toEqual([
    [false, ''],
    [true, 'hearing'],
  ])
})

test('a refusal has the focus, wherever one pressed', async () => {
  const { box } = await refused(NewFile, 'Créer et donner', 'duplicate_certain', [
    { ...HIDDEN, id: 'p-1', visible: true },
  ])
  expect(document.activeElement).toBe(box.querySelector('[role="group"][tabindex="-1"]'))
  expect(document.activeElement?.textContent).toContain('a déjà un dossier')
})

test('a near name that one sees is passed by one press, and the next file is not forced', async () => {
  const near = { ...HIDDEN, id: 'p-1', certain: false, visible: true, organisations: ['SPIP EXEMPLE'] }
  const { box, asked } = await refused(NewFile, 'Créer et donner', 'duplicate_possible', [near])
  await click(button(box, 'Ce sont deux personnes'))
  expect(asked.filter(({ name }) => name === 'POST probationers').map(({ body }) => body.force)).toEqual([false, true])
  expect(routes.some(({ path }) => path === '/personnes/:id/nouveau-rendez-vous')).toBe(true)
  expect(location.pathname).toBe('/agent/personnes/p-2/nouveau-rendez-vous')
})

test('a certain file that one sees offers no second one', async () => {
  const seen = { ...HIDDEN, id: 'p-1', visible: true }
  const { box } = await refused(NewFile, 'Créer et donner', 'duplicate_certain', [seen])
  expect(button(box, 'Ouvrir un second dossier')).toBeUndefined()
  expect(button(box, 'Ce sont deux personnes')).toBeUndefined()
  expect(box.querySelector('[role="group"][tabindex="-1"] a[href$="/personnes/p-1"]')).not.toBeNull()
})

test('a file that would become hers is saved all the same, for a reason', async () => {
  const asked = serve({
    'GET files/p-9': () => ({ ...HIDDEN, id: 'p-9', last_name: 'AUTRE', relations: [] }),
    'PATCH probationers/p-9': (body) => (body.force ? undefined : refuse('duplicate_elsewhere', [HIDDEN])()),
  })
  setSession(SESSION)
  const box = await draw(<EditFile params={{ id: 'p-9' }} />)
  fill(box, WHO)
  await click(button(box, 'Enregistrer'))
  const group = box.querySelector<HTMLElement>('[role="group"][tabindex="-1"]')!
  expect(group.textContent).toContain('dans un service que vous ne voyez pas')
  const select = group.querySelector('select')!
  select.value = 'present'
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
  await click(button(group, 'Enregistrer quand même'))
  const sent = asked.filter(({ name }) => name.startsWith('PATCH')).map(({ body }) => [body.last_name, body.reason])
  expect(sent).toEqual([
    ['ESSAI', ''],
    ['ESSAI', 'present'],
  ])
})

test('the form’s own button, pressed again, says the same again and nothing of a field', async () => {
  let taken = false
  const asked = serve({
    'GET files/p-9': () => ({ ...HIDDEN, id: 'p-9', last_name: 'AUTRE', relations: [] }),
    'PATCH probationers/p-9': () => (taken ? undefined : refuse('duplicate_elsewhere', [HIDDEN])()),
  })
  setSession(SESSION)
  const box = await draw(<EditFile params={{ id: 'p-9' }} />)
  const save = () => click(box.querySelector<HTMLButtonElement>('button[type=submit]'))
  fill(box, WHO)
  await save()
  await save()
  await settle(100)
  const group = box.querySelector<HTMLElement>('[role="group"][tabindex="-1"]')
  expect(group?.textContent).toContain('dans un service que vous ne voyez pas')
  expect(document.activeElement).toBe(group)
  expect(box.textContent).not.toContain('en rouge')
  taken = true
  fill(box, { last_name: 'ESSAY' })
  await save()
  await settle(100)
  const sent = asked.filter(({ name }) => name.startsWith('PATCH')).map(({ body }) => [body.last_name, body.force])
  expect(sent).toEqual([
    ['ESSAI', false],
    ['ESSAI', false],
    ['ESSAY', false],
  ])
})

test('the first file’s service links or tells apart', async () => {
  const asked = serve({ 'POST second-files/7/settlement': () => undefined })
  setSession(SESSION)
  const done = vi.fn()
  const second: File['second_files'][number] = {
    id: 7,
    at: '2026-11-23T08:00:00Z',
    reason: 'hearing',
    organisation: 'TJ EXEMPLE',
    organisation_phone: '',
    probationer: { id: 'p-1', last_name: 'ESSAI', first_name: 'Noé' },
  }
  const box = await draw(<ToSettle of={second} onDone={done} />)
  expect(box.textContent).toContain('TJ EXEMPLE a ouvert un second dossier')
  await click(button(box, 'Rattacher'))
  await click(button(box, 'deux personnes'))
  expect(asked.map(({ body }) => body.settlement)).toEqual(['linked', 'different'])
  expect(done).toHaveBeenCalledTimes(2)
})
