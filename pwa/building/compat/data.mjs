// MDN's table of what each browser has (@mdn/browser-compat-data), asked for the oldest ones of ours.
import { createRequire } from 'node:module'
import { OLDEST } from '../browsers.mjs'

export const DATA = createRequire(import.meta.url)('@mdn/browser-compat-data')

/** On a telephone the same number is a row of its own. */
const TELEPHONES = { chrome: 'chrome_android', firefox: 'firefox_android', safari: 'safari_ios' }
const ROWS = Object.entries(OLDEST).flatMap(([name, version]) => [
  [name, version],
  [TELEPHONES[name], version],
])

const numbers = (version) => version.replace('≤', '').split('.').map(Number)

/** Whether version `have` is `want` or an older one. */
function isUpTo(have, want) {
  const [[major, minor = 0], [most, least = 0]] = [numbers(have), numbers(want)]
  return major === most ? minor <= least : major < most
}

/** Half of a feature, or under another name, counts as none: what is used all the same is an exception with a reason. */
function hasIt(entry, version) {
  if (!/\d/.test(entry.version_added || '') || entry.flags || entry.prefix || entry.alternative_name) return false
  if (entry.partial_implementation || (entry.version_removed && isUpTo(entry.version_removed, version))) return false
  return isUpTo(entry.version_added, version)
}

/** What the table says at a path such as ['css', 'selectors', 'has']. */
export const at = (path) =>
  path.reduce((node, key) => (node && Object.hasOwn(node, key) ? node[key] : undefined), DATA)?.__compat

/** Which of our oldest browsers lack it, with the version that brought it. */
export function lacking(path) {
  const { support } = at(path)
  return ROWS.filter(([row, version]) => support[row] && ![support[row]].flat().some((entry) => hasIt(entry, version)))
    .map(([row]) => [row, [support[row]].flat()[0].version_added])
    .map(([row, since]) => (since ? `${row} has it from ${since}` : `${row} has not got it`))
}
