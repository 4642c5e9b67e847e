// The catalogues of shared/messages, cut per side, as lazy modules: import('messages/fr').
import { readFileSync, readdirSync } from 'node:fs'

const FOLDER = new URL('../../shared/messages/', import.meta.url)

/** Which keys travel to which side; the server's own words (SMS, push, print) travel to none. */
export const PREFIXES = {
  probationer: ['app.', 'kit.', 'errors.', 'told.', 'reasons.'],
  agent: ['agent.', 'kit.', 'errors.', 'told.', 'reasons.'],
  // Both sides at once: vitest draws screens of either.
  tests: ['app.', 'agent.', 'kit.', 'errors.', 'told.', 'reasons.'],
}

export function languages() {
  return readdirSync(FOLDER).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5)).toSorted()
}

// Refusals that only the office can meet: no phone on a small data plan fetches their words.
const OFFICE =
  /^errors\.(agent|appi|below_taken|booking|charter|consent|credentials|cursor|day_off|duplicate|enrol|file|french|gateway|last_factor|message_state|neutral|password|person_busy|photo|place_(?:needed|of)|reason|relation|resen[dt]|role|second_factor|security_key|service_needed|slot|starts_in|state_unchanged|text_unreadable|times|too_early|too_far|type_not|variable)/

const travels = (side, key) => PREFIXES[side].some((prefix) => key.startsWith(prefix)) && !(side === 'probationer' && OFFICE.test(key))

export function catalogue(side, language) {
  const all = JSON.parse(readFileSync(new URL(`${language}.json`, FOLDER), 'utf8'))
  return Object.fromEntries(Object.entries(all).filter(([key]) => travels(side, key)))
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
      const text = JSON.stringify(catalogue(side, id.slice('\0messages/'.length)))
      // JSON.parse of one string is read faster by a slow phone than an object literal.
      return { code: `export default JSON.parse(${JSON.stringify(text)})`, moduleType: 'js' }
    },
  }
}
