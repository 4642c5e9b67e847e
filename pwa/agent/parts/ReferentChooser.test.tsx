import { afterEach, expect, test } from 'vitest'
import type { File } from '../api/types'
import { setSession } from '../session'
import { button, clear, click, draw, serve, SESSION, settle } from '../testing'
import { ReferentChooser } from './ReferentChooser'

afterEach(clear)

const colleague = (id: number, last_name: string, may_follow: boolean) => ({
  id,
  last_name,
  first_name: 'Ida',
  role: may_follow ? 'cpip' : 'jap',
  may_follow,
  organisation: { id: 1, name: 'Service' },
})

test('only those who may follow are offered, and nothing changes before the button is pressed', async () => {
  const asked = serve({
    'GET colleagues': () => ({ items: [colleague(1, 'EXEMPLE', true), colleague(2, 'JUGE', false)] }),
    'POST probationers/p-1/assignment': () => undefined,
  })
  setSession(SESSION)
  const file = { id: 'p-1', referent: null } as unknown as File
  const box = await draw(<ReferentChooser of={file} reload={() => undefined} />)
  await settle()
  const select = box.querySelector('select')!
  expect([...select.options].map((one) => one.text)).toEqual(['aucun pour l’instant', 'EXEMPLE Ida · Service'])
  select.value = '1'
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
  expect(asked.map(({ name }) => name)).toEqual(['GET colleagues'])
  await click(button(box, 'Enregistrer'))
  expect(asked.at(-1)).toMatchObject({ name: 'POST probationers/p-1/assignment', body: { agent: 1 } })
})
