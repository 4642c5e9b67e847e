// The catalogues of shared/messages, cut per side, as lazy modules: import('messages/fr'). The phone's is cut once more:
// what signing in says, and the rest, which comes with the screens that say it: import('messages/fr-rest').
import { readFileSync, readdirSync } from 'node:fs'

const FOLDER = new URL('../../shared/messages/', import.meta.url)

/** Which keys travel to which side; the server's own words (SMS, push, print) travel to none. */
export const PREFIXES = {
  probationer: ['app.', 'expected.', 'kit.', 'errors.', 'told.', 'reasons.'],
  agent: ['agent.', 'expected.', 'kit.', 'errors.', 'told.', 'reasons.'],
  // Both sides at once: vitest draws screens of either.
  tests: ['app.', 'agent.', 'expected.', 'kit.', 'errors.', 'told.', 'reasons.'],
}

export function languages() {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -5))
    .toSorted()
}

// Refusals that only the office can meet: no phone on a small data plan fetches their words.
const OFFICE =
  /^errors\.(agent|already_booked|appi|appointment_not_in|appointments_to_come|below_taken|birth_(?:missing|unlikely|unreadable)|booking|charter|consent|credentials|cursor|date_to|day_off|duplicate|email_taken|enrol|file|french|gateway|holiday|last_factor|message_state|neutral|notification_not|not_yours|nothing|outside|password|person_busy|photo|place_(?:needed|of)|reason|relation|resen[dt]|role|second_factor|security_key|service_needed|slot|start_needed|starts_in|state_unchanged|text_unreadable|times|too_early_for|too_far|type_not|variable|week_end)/

// What a field of the person's forms wants; the office's fields are of no use on a phone.
const PERSON =
  /^expected\.(address|birth_date|city|code|contact_(?:name|relation)|email|few_words|language|lock_(?:again|code)|phone|postcode|reason|says)$/
// What the sign-in screen and its frame say, and every refusal: a phone that nobody signed in on fetches no other words.
const FIRST =
  /^(kit|errors)\.|^app\.(birth|code|missing|signin|tab)\.|^app\.(name|unkept|kept\.sent|(help|legal|takeback)\.title)$|^expected\.(birth_date|code|phone)$/
const REST = '-rest'

const isFirst = (side, key) => side !== 'probationer' || FIRST.test(key)
const travels = (side, key) =>
  PREFIXES[side].some((prefix) => key.startsWith(prefix)) &&
  !(side === 'probationer' && (OFFICE.test(key) || (key.startsWith('expected.') && !PERSON.test(key))))

export function catalogue(side, language) {
  const all = JSON.parse(readFileSync(new URL(`${language}.json`, FOLDER), 'utf8'))
  return Object.fromEntries(Object.entries(all).filter(([key]) => travels(side, key)))
}

/** One of the two halves that are fetched apart; the office's and the tests' second one is empty. */
export function half(side, language, isRest = false) {
  return Object.fromEntries(Object.entries(catalogue(side, language)).filter(([key]) => isFirst(side, key) !== isRest))
}

/** Keys of the second half that the first scripts say: the person would read a code. */
export function early(side, code) {
  const keys = Object.keys(half(side, 'fr', true)).map((key) => key.replace(/\.(one|other|zero|two|few|many)$/, ''))
  return [...new Set(keys)].filter((key) => ['"', "'", '`'].some((quote) => code.includes(quote + key + quote)))
}

/** Refuse a build in which a language misses a key: the person would read a code. */
export function missing(side) {
  const french = Object.keys(catalogue(side, 'fr'))
  return languages().flatMap((language) => {
    const own = catalogue(side, language)
    return french.filter((key) => !(key in own)).map((key) => `${language}: ${key}`)
  })
}

export function messages(side) {
  return {
    name: 'messages',
    resolveId: (id) => (id.startsWith('messages/') ? `\0${id}` : null),
    load: (id) => {
      if (!id.startsWith('\0messages/')) return null
      const name = id.slice('\0messages/'.length)
      const text = JSON.stringify(half(side, name.replace(REST, ''), name.endsWith(REST)))
      // JSON.parse of one string is read faster by a slow phone than an object literal.
      return { code: `export default JSON.parse(${JSON.stringify(text)})`, moduleType: 'js' }
    },
  }
}
