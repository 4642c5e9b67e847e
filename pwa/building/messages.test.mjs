// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { catalogue, early, half, languages, missing } from './messages.mjs'

describe('a catalogue', () => {
  it('carries to each side its own words', () => {
    const [phone, office] = [catalogue('probationer', 'fr'), catalogue('agent', 'fr')]
    for (const key of [
      'app.name',
      'kit.retry',
      'errors.code_refused',
      'errors.appointment_changed',
      'errors.too_early_to_be_late',
    ]) {
      expect(key in phone, key).toBe(true)
    }
    expect(Object.keys(phone).filter((key) => key.startsWith('agent.') || key === 'errors.slot_full')).toEqual([])
    expect('errors.slot_full' in office && 'errors.code_refused' in office).toBe(true)
    expect(Object.keys(office).filter((key) => key.startsWith('app.'))).toEqual([])
  })

  it('comes to the phone in two halves: what signing in says, then the rest', () => {
    const [first, rest] = [half('probationer', 'ar'), half('probationer', 'ar', true)]
    expect({ ...first, ...rest }).toEqual(catalogue('probationer', 'ar'))
    expect(Object.keys(first).filter((key) => key in rest)).toEqual([])
    for (const key of ['app.signin.ask', 'app.code.wait.few', 'kit.retry', 'errors.code_refused'])
      expect(key in first, key).toBe(true)
    expect('app.home.hello' in rest).toBe(true)
    expect([half('agent', 'fr'), half('agent', 'fr', true)]).toEqual([catalogue('agent', 'fr'), {}])
  })

  it('knows which words of the rest a script would say too early', () => {
    expect(early('probationer', 't(`app.home.hello`);t("app.signin.ask");t("app.home")')).toEqual(['app.home.hello'])
  })

  it('misses nothing in any language', () => {
    expect(languages()).toEqual(['ar', 'en', 'fr'])
    expect([...missing('probationer'), ...missing('agent')]).toEqual([])
  })

  // Said to somebody who reads little; the words of the law that field-rules.md gives stay as they are.
  const said = Object.entries(catalogue('probationer', 'fr')).filter(([key]) => key.startsWith('app.'))
  const keysOf = (pattern) => said.filter(([, text]) => pattern.test(text)).map(([key]) => key)

  it('of the phone has no words of an office', () => {
    const office =
      /veuillez|justificatif|renseign|\bvalide[rz]|\bsaisi(r|ssez)|consultation|empêchement|activé|effectu|ultérieur|afin de|retenue?\b|audience\./i
    expect(keysOf(office)).toEqual([])
  })

  it('says who does what', () => {
    expect(keysOf(/\b(sera|seront|a été|ont été) \p{L}+é(e|s|es)?(?!\p{L})/u)).toEqual([])
  })
})
