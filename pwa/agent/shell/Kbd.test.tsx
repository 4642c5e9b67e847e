import { afterEach, expect, it, vi } from 'vitest'
import { clear, draw } from '../testing'
import { Kbd } from './Kbd'

afterEach(() => {
  clear()
  vi.unstubAllGlobals()
})

it.each([
  [false, 'Ctrl ↵'],
  [true, ''],
])('a key is drawn where there is one: under a finger alone %s', async (isCoarse, drawn) => {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: isCoarse && query === '(pointer: coarse)' }))
  expect((await draw(<Kbd>Ctrl ↵</Kbd>)).textContent).toBe(drawn)
})
