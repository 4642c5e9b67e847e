import { afterEach, beforeEach, expect, it } from 'vitest'
import type { File } from '../api/types'
import { setSession } from '../session'
import { button, clear, click, draw, serve, SESSION } from '../testing'
import { Relations } from './Relations'

beforeEach(() => setSession(SESSION))
afterEach(clear)

it('no lawyer becomes a guardian because nobody chose', async () => {
  const asked = serve({ 'POST probationers/p/relations': () => undefined })
  const box = await draw(<Relations of={{ id: 'p', relations: [] } as unknown as File} reload={() => undefined} />)
  box.querySelector<HTMLInputElement>('[name=name]')!.value = 'Me ESSAI'
  await click(button(box, 'Ajouter'))
  expect(asked).toEqual([])
  expect(box.textContent).toContain('Choisissez tuteur, curateur, avocat ou parent.')
})
