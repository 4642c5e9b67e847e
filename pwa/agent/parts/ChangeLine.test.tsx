import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ContactChange } from '../api/types'
import { setSession } from '../session'
import { clear, draw, SESSION } from '../testing'
import { ChangeLine } from './ChangeLine'
import { useGone } from './useGone'

beforeEach(() => setSession(SESSION))
afterEach(clear)

const Line = ({ of }: { of: Partial<ContactChange> }) => {
  const whole = { id: 1, at: '2026-11-23T09:00:00Z', by: 'agent', seen_at: null, taken_back_at: null, ...of }
  const probationer = { id: 'p', last_name: 'ESSAI', first_name: 'Noé' }
  return <ChangeLine of={{ ...whole, probationer } as unknown as ContactChange} gone={useGone()} />
}
const values = (box: Element) => [...box.querySelectorAll('dd')].map((one) => one.textContent)

it('says a change of channels and of language in words', async () => {
  const channels = await draw(<Line of={{ field: 'channels', old: 'push,sms', new: '' }} />)
  expect(values(channels)).toEqual(['notification et SMS', '(rien)'])
  const language = await draw(<Line of={{ field: 'language', old: 'fr', new: 'ar' }} />)
  expect(values(language)).toEqual(['Français', 'العربية'])
})
