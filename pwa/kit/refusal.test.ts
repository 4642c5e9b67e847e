import { beforeEach, describe, expect, it } from 'vitest'
import { Problem } from './call'
import { LANGUAGES, setLanguage } from './i18n'
import { refusalText, waiting } from './refusal'

beforeEach(() => setLanguage('fr'))
const spaced = (text: string) => text.replaceAll(/\s/g, ' ')

describe('a refusal', () => {
  it.each([
    [undefined, '1 min'],
    [1, '1 min'],
    [61, '2 min'],
    [600, '10 min'],
    [7140, '119 min'],
    [7141, '2 h'],
    [79_000, '22 h'],
  ])('that asks to wait %s seconds says %s', (seconds, said) => {
    expect(spaced(waiting(seconds))).toBe(said)
  })

  it('of a shared network blames nobody and says when to try again', () => {
    const said = spaced(refusalText(new Problem('codes_on_network', 429, {}, 540)))
    expect(said).toContain('Beaucoup de personnes utilisent ce réseau.')
    expect(said).toContain('9 min')
    expect(said).not.toMatch(/trop|essais|erreur/i)
  })

  it.each([
    [4, 'Le code n’est pas bon. Il vous reste 4 essais.'],
    [1, 'Le code n’est pas bon. Il vous reste 1 essai.'],
    [0, 'Le code n’est pas bon. Demandez un nouveau code.'],
    [undefined, 'Le code n’est pas bon.'],
  ])('of a code with %s tries left says so', (left, said) => {
    expect(spaced(refusalText(new Problem('code_wrong', 401, {}, undefined, { left })))).toBe(said)
  })

  it.each(LANGUAGES.map(({ code }) => code))('says in %s for how long', async (code) => {
    await setLanguage(code)
    for (const refused of ['codes_on_network', 'codes_to_number', 'too_many'])
      expect(refusalText(new Problem(refused, 429, {}, 540))).toContain(waiting(540))
  })
})
