// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { catalogue, languages, missing } from './messages.mjs'

describe('a catalogue', () => {
  it('carries to each side its own words', () => {
    const [phone, office] = [catalogue('probationer', 'fr'), catalogue('agent', 'fr')]
    for (const key of ['app.name', 'kit.retry', 'errors.code_refused', 'errors.appointment_changed']) {
      expect(key in phone, key).toBe(true)
    }
    expect(Object.keys(phone).filter((key) => key.startsWith('agent.') || key === 'errors.slot_full')).toEqual([])
    expect('errors.slot_full' in office && 'errors.code_refused' in office).toBe(true)
    expect(Object.keys(office).filter((key) => key.startsWith('app.'))).toEqual([])
  })

  it('misses nothing in any language', () => {
    expect(languages()).toEqual(['ar', 'en', 'fr'])
    expect([...missing('probationer'), ...missing('agent')]).toEqual([])
  })
})
