import { describe, expect, it } from 'vitest'
import { newKey } from './key'

describe('a key', () => {
  it('is a UUID of version 4: the server takes nothing else', () => {
    expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 1000 }, newKey)).size).toBe(1000)
  })
})
