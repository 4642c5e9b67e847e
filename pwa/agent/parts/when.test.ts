import { expect, it } from 'vitest'
import { setLanguage } from '../../kit/i18n'
import { brief, comma } from './when'

const CASES = [
  ['fr', '2026-12-01T09:30:00Z', 'mar. 1er déc., 10 h 30'],
  ['fr', '2026-12-11T09:30:00Z', 'ven. 11 déc., 10 h 30'],
  ['en', '2026-12-01T09:30:00Z', 'Tue 1 Dec, 10:30 am'],
] as const

it('says the first of a French month as one reads it', async () => {
  for (const [language, at, said] of CASES) {
    await setLanguage(language)
    expect(brief(at, 'Europe/Paris').replaceAll(/\s/g, ' ')).toBe(said)
  }
})

it('has the comma of Arabic in Arabic', async () => {
  await setLanguage('ar')
  const said = brief('2026-12-11T09:30:00Z', 'Europe/Paris')
  expect(said).toContain('،\u{20}10:30')
  expect(said).not.toContain(',')
  expect(comma()).toBe('، ')
})
