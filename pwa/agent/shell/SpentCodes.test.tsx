import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import { go } from '../../kit/router'
import { App } from '../App'
import { setSession } from '../session'
import { button, clear, click, draw, morning, serve, SESSION, settle } from '../testing'

afterEach(clear)

it('whose last recovery code is used reads on every page what to do, on her account too, until she has new ones', async () => {
  forget()
  setSession({ ...SESSION, has_spent_codes: true })
  history.replaceState(null, '', '/agent/')
  let left = 0
  serve({
    'GET morning': () => morning(),
    'GET session': () => SESSION,
    'GET second-factors': () => ({ totp: true, security_keys: [], recovery_left: left }),
    'POST second-factors/recovery-codes': () => {
      left = 10
      return { recovery_codes: ['aaaa-bbbb-cccc-dddd'] }
    },
  })
  const page = await draw(<App />)
  const told = () => page.querySelector('.body .banner')?.textContent ?? ''
  expect(told()).toContain('Vous n’avez plus de code de secours')
  expect(page.querySelector('.body .banner a')?.getAttribute('href')).toBe('/agent/moi')
  await act(() => go('/agent/moi'))
  await settle()
  await settle()
  expect(page.querySelectorAll('.body .banner')).toHaveLength(1)
  expect(told()).toContain('Il ne vous reste aucun code de secours')
  await click(button(page, 'Faire dix nouveaux codes'))
  await act(() => go('/agent/'))
  await settle()
  expect(told()).toBe('')
})
