import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  capital,
  day,
  dayAndHour,
  daysUntil,
  direction,
  hour,
  plural,
  relativeDay,
  setLanguage,
  t,
  textOf,
  unbroken,
} from './i18n'
import { phone } from './numbers'

const NOW = new Date('2026-11-23T08:00:00Z')
const AT = '2026-11-26T13:30:00Z'

beforeEach(() => setLanguage('fr'))

describe('words', () => {
  it('fills the placeholders and leaves unknown ones as they stand', () => {
    expect(t('app.home.hello', { name: 'Amine' })).toBe('Bonjour Amine')
    expect(t('app.home.hello')).toBe('Bonjour {name}')
  })

  it('falls back to the given key when a code has no words', () => {
    expect(textOf('errors.nobody_wrote_this', 'errors.unexpected')).toBe(t('errors.unexpected'))
  })

  it('turns the page with the language and keeps the choice', async () => {
    await setLanguage('ar')
    expect([document.documentElement.lang, document.documentElement.dir, direction()]).toEqual(['ar', 'rtl', 'rtl'])
    expect(localStorage.getItem('language')).toBe('ar')
  })

  it('follows the plural rules of each language', async () => {
    expect(plural('app.code.wait', 1)).toContain('1 seconde.')
    expect(plural('app.code.wait', 12)).toContain('12 secondes')
    await setLanguage('ar')
    expect(plural('app.code.wait', 3)).not.toBe(plural('app.code.wait', 12).replace('12', '3'))
  })
})

describe('a second catalogue', () => {
  const second = (word: string) => async () => ({ default: { 'app.later': word } })

  // A fresh module: nothing was fetched yet.
  beforeEach(() => vi.resetModules())

  it('comes with the language that is shown, and with each that is chosen afterwards', async () => {
    const fresh = await import('./i18n')
    await fresh.setLanguage('fr')
    expect(fresh.has('app.later')).toBe(false)
    await fresh.alsoFrom({ fr: second('plus tard'), en: second('later'), ar: second('x') })
    expect([fresh.textOf('app.later', 'app.name'), fresh.t('kit.retry')]).toEqual(['plus tard', t('kit.retry')])
    await fresh.setLanguage('en')
    expect(fresh.textOf('app.later', 'app.name')).toBe('later')
  })

  it('is fetched in the language to come only, and also when it was asked for while that one came', async () => {
    const fresh = await import('./i18n')
    const fr = vi.fn(second('plus tard'))
    const coming = fresh.setLanguage('en')
    await fresh.alsoFrom({ fr, en: second('later'), ar: second('x') })
    await coming
    expect([fresh.textOf('app.later', 'app.name'), fr.mock.calls.length]).toEqual(['later', 0])
  })
})

describe('day and hour', () => {
  it('says them as people do', () => {
    expect(dayAndHour(AT, 'Europe/Paris', NOW).replaceAll('\u00A0', ' ')).toBe('jeudi 26 novembre à 14 h 30')
    expect(capital(day(AT, 'Europe/Paris', NOW))).toBe('Jeudi 26 novembre')
  })

  it('says the first of a month in French, and the year when it is another', () => {
    expect(day('2026-12-01T10:00:00Z', 'Europe/Paris', NOW)).toBe('mardi 1er décembre')
    expect(day('2027-01-11T10:00:00Z', 'Europe/Paris', NOW)).toBe('lundi 11 janvier 2027')
  })

  it('is the time of the place, not of the phone', () => {
    expect(hour(AT, 'America/Martinique')).toBe('9\u00A0h\u00A030')
    // 1:30 in Paris is still the day before in Fort-de-France.
    expect(day('2026-11-26T00:30:00Z', 'America/Martinique', NOW)).toBe('mercredi 25 novembre')
    expect(daysUntil('2026-11-26T00:30:00Z', 'America/Martinique', NOW)).toBe(2)
  })

  it('counts calendar days, across the change of clocks too', () => {
    expect(relativeDay(AT, 'Europe/Paris', NOW)).toBe('dans 3 jours')
    expect(relativeDay('2026-11-24T06:00:00Z', 'Europe/Paris', NOW)).toBe('demain')
    expect(relativeDay('2026-11-23T22:00:00Z', 'Europe/Paris', NOW)).toBe('aujourd’hui')
    expect(daysUntil('2026-03-29T20:00:00Z', 'Europe/Paris', new Date('2026-03-28T23:30:00Z'))).toBe(0)
  })

  it('uses western digits in Arabic and a twelve-hour clock in English', async () => {
    await setLanguage('ar')
    expect(hour(AT, 'Europe/Paris')).toBe('14:30')
    expect(day(AT, 'Europe/Paris', NOW)).toMatch(/26/)
    await setLanguage('en')
    expect(hour(AT, 'Europe/Paris')).toMatch(/^2:30\spm$/)
  })
})

describe('phone numbers', () => {
  it('are read in pairs, whichever way they came', () => {
    expect(phone('+33639980012')).toBe(phone('0639980012'))
    expect(phone('+33639980012').replaceAll('\u00A0', ' ')).toBe('06 39 98 00 12')
    expect(phone('+590690000000').replaceAll('\u00A0', ' ')).toBe('+590 690 00 00 00')
  })
})

describe('texts written with plain spaces', () => {
  it.each([
    [
      'du lundi au vendredi, 9 h à 12 h (16 h 30 le vendredi)',
      'du lundi au vendredi, 9_h à 12_h (16_h_30 le vendredi)',
    ],
    ['Pas possible ? Appelez le 01 71 13 02 00.', 'Pas possible_? Appelez le 01_71_13_02_00.'],
    ['Votre RDV : le 3 décembre à 11h05, 94 boulevard', 'Votre RDV_: le 3 décembre à 11h05, 94 boulevard'],
  ])('%s', (text, bound) => expect(unbroken(text).replaceAll('\u00A0', '_')).toBe(bound))
})
