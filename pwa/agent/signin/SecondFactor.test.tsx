import { afterEach, expect, it } from 'vitest'
import { clear, draw, SESSION } from '../testing'
import { SecondFactor } from './SecondFactor'

afterEach(clear)

it('says whom to turn to where the phone is lost', async () => {
  const page = await draw(<SecondFactor session={{ ...SESSION, stage: 'second_factor', ways: ['totp', 'recovery'] }} />)
  expect(page.textContent).toContain('L’administrateur de votre service fait rouvrir votre accès.')
})
