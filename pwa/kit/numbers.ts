// A telephone number for reading, by the same rule as backend/common/phones.py: in pairs, three first where the digits
// are odd. The mainland's from nought: 06 39 98 00 01. That of an overseas department from nought where it is read there:
// 0639 69 12 34; elsewhere, as of every other country, with its prefix: +262 639 69 12 34.
import { zoneHere } from './i18n'

/** Where one reads from, and the country code of the numbers there. */
const HOMES: Record<string, string> = {
  'Indian/Reunion': '262',
  'Indian/Mayotte': '262',
  'America/Guadeloupe': '590',
  'America/St_Barthelemy': '590',
  'America/Marigot': '590',
  'America/Cayenne': '594',
  'America/Martinique': '596',
}
/** How the nine digits of overseas begin; 0639 98 is kept for invented numbers of the mainland. */
const OVERSEAS: [RegExp, string][] = [
  [/^(26[239]|639(?!98)|69[23])/, '262'],
  [/^(590|69[01])/, '590'],
  [/^[56]94/, '594'],
  [/^(596|69[67])/, '596'],
]
const OURS = /^(?:(?:\+|00)?(33|262|59[046])0?|0)?([1-9]\d{8})$/
const OTHERS = /^(?:\+|00)(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)$/

const grouped = (digits: string) => (digits.match(/^\d{3}(?=(\d\d)*$)|\d\d/g) ?? [digits]).join('\u00A0')

/** As stored (+262639691234), or as somebody typed it; what is no such number stays as it is. */
export function spoken(number: string, zone: string): string {
  const signs = number.replaceAll(/[\s./()-]/g, '')
  const ours = OURS.exec(signs)
  const [, said, digits] = ours ?? OTHERS.exec(signs) ?? []
  if (!digits) return number
  const isPlain = ours && (said ?? '33') === '33'
  const code = isPlain ? (OVERSEAS.find(([start]) => start.test(digits))?.[1] ?? '33') : said
  if (code === '33') return grouped(`0${digits}`)
  return code === HOMES[zone] ? `0${grouped(digits)}` : `+${code}\u00A0${grouped(digits)}`
}

/** For this screen's reader: in the office at its service's clock, on a phone at its own. */
export const phone = (number: string) => spoken(number, zoneHere())
