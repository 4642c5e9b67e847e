// Words, numbers, days and hours in the person's language.
//   await setLanguage('ar')            loads its catalogue, turns the page to its direction
//   await alsoFrom(REST)               from now on each language has a second catalogue
//   t('kit.retry')  t('app.x', {n: 3}) a text; placeholders are {names}
//   plural('app.x', 3)                 app.x.one | app.x.two | app.x.few | app.x.many | app.x.other, {n} is the number
//   day, hour, dayAndHour, dayParts, relativeDay: always in the PLACE's zone, which the caller passes
import type french from '../../shared/messages/fr.json'
import { local } from './storage'

export type MessageKey = keyof typeof french
export type PluralKey = MessageKey extends infer K ? (K extends `${infer P}.other` ? P : never) : never
export type Params = Record<string, string | number>
export type Language = 'fr' | 'en' | 'ar'

/** Each in its own script: who reads none of the others still finds hers. */
export const LANGUAGES: { code: Language; own: string; dir: 'ltr' | 'rtl' }[] = [
  { code: 'fr', own: 'Français', dir: 'ltr' },
  { code: 'en', own: 'English', dir: 'ltr' },
  { code: 'ar', own: 'العربية', dir: 'rtl' },
]

export type Catalogues = Record<Language, () => Promise<{ default: Record<string, string> }>>

const FIRST: Catalogues = {
  fr: () => import('messages/fr'),
  en: () => import('messages/en'),
  ar: () => import('messages/ar'),
}
// Western digits in Arabic: those of the street, the summons and the phone in France.
const LOCALES = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-u-nu-latn' }
const STORED = 'language'

let current: Language = 'fr'
let rest: Catalogues | undefined
const words: Partial<Record<Language, Record<string, string>>> = {}
const listeners = new Set<() => void>()

export const language = () => current
export const direction = () => LANGUAGES.find((one) => one.code === current)!.dir
export const locale = () => LOCALES[current]

const isLanguage = (code: string | null | undefined): code is Language => LANGUAGES.some((one) => one.code === code)

/** What the person chose on this phone, if ever. */
export function chosenLanguage(): Language | undefined {
  const stored = local.get(STORED)
  return isLanguage(stored) ? stored : undefined
}

/** The stored choice, else what is known otherwise, else the phone's, else French. */
export function preferredLanguage(otherwise?: string): Language {
  return (
    chosenLanguage() ??
    (isLanguage(otherwise) ? otherwise : undefined) ??
    navigator.languages.map((code) => code.slice(0, 2)).find(isLanguage) ??
    'fr'
  )
}

async function fetchWords(code: Language): Promise<void> {
  const halves = await Promise.all([FIRST[code](), rest?.[code]()])
  words[code] = { ...halves[0].default, ...halves[1]?.default }
}

/** The words of screens that come later. Said before any language is set, both catalogues come together. */
export async function alsoFrom(catalogues: Catalogues): Promise<void> {
  rest = catalogues
  if (words[current]) await fetchWords(current)
}

export async function setLanguage(code: Language, { isChosen = true } = {}): Promise<void> {
  const former = rest
  await fetchWords(code)
  // A later screen came meanwhile: its words too.
  if (rest !== former) await fetchWords(code)
  current = code
  if (isChosen) local.set(STORED, code)
  document.documentElement.lang = code
  document.documentElement.dir = direction()
  for (const listener of listeners) listener()
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const wordsNow = () => words[current] ?? {}
const fill = (text: string, params: Params) =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole))

export function t(key: MessageKey, params: Params = {}): string {
  return fill(wordsNow()[key] ?? key, params)
}

export const has = (key: string): key is MessageKey => key in wordsNow()

/** A key computed at run time (an error's code, a state): its text, or `otherwise`. */
export function textOf(key: string, otherwise: MessageKey, params: Params = {}): string {
  return fill(wordsNow()[key] ?? wordsNow()[otherwise] ?? otherwise, params)
}

export function plural(key: PluralKey, n: number, params: Params = {}): string {
  const rule = new Intl.PluralRules(locale()).select(n)
  return fill(wordsNow()[`${key}.${rule}`] ?? wordsNow()[`${key}.other`] ?? key, { n: number(n), ...params })
}

export const number = (value: number) => new Intl.NumberFormat(locale()).format(value)

/** « SMS et e-mail » */
export const list = (items: string[]) => new Intl.ListFormat(locale()).format(items)

const lasting = (unit: 'minute' | 'hour') => (value: number) =>
  new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: current === 'fr' ? 'short' : 'long' })
    .format(value)
    .replaceAll(' ', '\u00A0')
export const minutes = lasting('minute')
export const hours = lasting('hour')

let present = () => new Date()
/** The office reads "today" from the server's clock, which the demonstration moves; a phone names its own each time. */
export const readBy = (clock: () => Date) => {
  present = clock
}

type Instant = string | Date
const date = (at: Instant) => (typeof at === 'string' ? new Date(at) : at)
const format = (at: Instant, zone: string | undefined, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }).format(date(at))

/** The calendar day at the place, as yyyy-mm-dd. */
export const isoDay = (at: Instant, zone?: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    date(at),
  )

/** « jeudi 26 novembre », with the year when it is another one. */
export function day(at: Instant, zone?: string, now = present()): string {
  const isOtherYear = isoDay(at, zone).slice(0, 4) !== isoDay(now, zone).slice(0, 4)
  const text = format(at, zone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isOtherYear && { year: 'numeric' }),
  })
  return current === 'fr' ? text.replace(/\b1 (?=\p{L})/u, '1er ') : text
}

/** « 14 h 30 » */
export function hour(at: Instant, zone?: string): string {
  if (current === 'en') return format(at, zone, { hour: 'numeric', minute: '2-digit', hour12: true })
  const [h, m] = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
    .format(date(at))
    .split(':')
  return current === 'fr' ? `${Number(h)}\u00A0h\u00A0${m}` : `${h}:${m}`
}

/** « jeudi 26 novembre à 14 h 30 » */
export const dayAndHour = (at: Instant, zone?: string, now = present()) =>
  t('kit.date.day_and_hour', { day: day(at, zone, now), hour: hour(at, zone) })

/** For a leaf of a calendar: « jeu. » « 26 » « nov. » */
export const dayParts = (at: Instant, zone?: string) => ({
  weekday: format(at, zone, { weekday: 'short' }),
  day: format(at, zone, { day: 'numeric' }),
  month: format(at, zone, { month: 'short' }),
})

/** Whole days of the calendar at the place between today and `at`; negative in the past. */
export const daysUntil = (at: Instant, zone?: string, now = present()) =>
  Math.round((Date.parse(isoDay(at, zone)) - Date.parse(isoDay(now, zone))) / 86_400_000)

/** « aujourd'hui », « demain », « dans 3 jours », « il y a 2 jours » */
export const relativeDay = (at: Instant, zone?: string, now = present()) =>
  new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(daysUntil(at, zone, now), 'day')

let ownZone: string | undefined
/** The office reads its hours at the service's clock, wherever its computer believes to be; a phone at its own. */
export const readAt = (zone: string | undefined) => {
  ownZone = zone
}
export const zoneHere = () => ownZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone

/** « aujourd'hui, 9 h 12 » within two days, else « jeudi 26 novembre, 9 h 12 » (the reader's own zone unless told) */
export function recently(at: Instant, now = present(), zone = ownZone): string {
  const isNear = Math.abs(daysUntil(at, zone, now)) < 2
  return `${isNear ? relativeDay(at, zone, now) : day(at, zone, now)}${current === 'ar' ? '،' : ','} ${hour(at, zone)}`
}

/** A date without hour (yyyy-mm-dd): « 26 novembre 1990 » */
export function plainDate(isoDate: string): string {
  const text = format(`${isoDate}T12:00:00Z`, 'UTC', { day: 'numeric', month: 'long', year: 'numeric' })
  return current === 'fr' ? text.replace(/^1 /, '1er ') : text
}

/** A number, an hour and the mark after a word stay on one line, also in texts written with plain spaces. */
export const unbroken = (text: string) =>
  text
    .replaceAll(/ (?=[?!:;»])/g, '\u00A0')
    .replaceAll(/(\d) (?=\d|h\b)/g, '$1\u00A0')
    .replaceAll(/(\d[ \u00A0]h) (?=\d)/g, '$1\u00A0')

export const capital = (text: string) => text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1)
