// What was typed into PersonFields, as the server takes it.
import { asProblem, Problem } from '../../kit/call'
import { western } from '../../kit/digits'
import type { Values } from '../../kit/form'
import type { File, PersonIn } from '../api/types'

const pad = (text: string) => text.padStart(2, '0')

const MONTHS = ['jan', 'fev', 'mar', 'avr', 'mai', 'juin', 'juil', 'aou', 'sep', 'oct', 'nov', 'dec']

/** « 1er février 1990 », as a judgment has it: with its month in figures. */
function inFigures(text: string): string {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[a-z]{3,}/, (word) => {
    const at = MONTHS.findIndex((start) => word.startsWith(start))
    return at < 0 ? word : ` ${at + 1} `
  })
}

/** « 12/03/1990 », « 12 3 90 », « 12031990 », « 12 mars 1990 »; a year alone, also as « 00/00/1990 ». */
export function birthOf(said: string): Pick<PersonIn, 'birth_date' | 'birth_year'> | undefined {
  const text = inFigures(western(said))
  const parts = /^\d{8}$/.test(text)
    ? [text.slice(0, 2), text.slice(2, 4), text.slice(4)]
    : text.split(/[^\d]+/).filter(Boolean)
  if (parts.length === 1 && /^\d{4}$/.test(parts[0]!)) return { birth_date: null, birth_year: Number(parts[0]) }
  const [first, month, last] = parts as [string, string, string]
  if (parts.length !== 3) return undefined
  const [day, year] = first.length === 4 ? [last, first] : [first, last]
  const whole = year.length === 2 ? `${Number(year) > new Date().getFullYear() % 100 ? 19 : 20}${year}` : year
  // Papers write zeros for a day or month that nobody knows.
  if (Number(day) === 0 || Number(month) === 0)
    return whole.length === 4 ? { birth_date: null, birth_year: Number(whole) } : undefined
  const date = `${whole}-${pad(month)}-${pad(day)}`
  const read = new Date(`${date}T12:00:00Z`)
  const isReal = !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === date
  return isReal ? { birth_date: date, birth_year: null } : undefined
}

type Sought = Pick<File, 'last_name' | 'first_name' | 'phone' | 'birth_date' | 'birth_year'>

/** Of what was typed in a search: « EXEMPLE Amine 1990 », family name first and whole where it stands in capitals. */
export function soughtPerson(typed: string): Sought {
  const text = western(typed).trim()
  const [, name = '', figures = ''] = /^([\p{L}\p{M} '’-]*?)\s*([+\d][\d\s./()-]*)?$/u.exec(text) ?? []
  const birth = birthOf(figures) ?? { birth_date: null, birth_year: null }
  const isPhone = figures.replaceAll(/\D/g, '').length > 8
  const words = name.split(/\s+/).filter(Boolean)
  const capitals = words.findIndex((word) => word !== word.toUpperCase())
  const cut = Math.max(1, capitals)
  return {
    last_name: words.slice(0, cut).join(' '),
    first_name: words.slice(cut).join(' '),
    birth_date: birth.birth_date ?? null,
    birth_year: birth.birth_year ?? null,
    phone: isPhone ? figures.trim() : '',
  }
}

/** The server speaks of a date or a year; the form has one field for both. */
export async function sayingBirth<T>(act: Promise<T>): Promise<T> {
  return act.catch((error: unknown) => {
    const { code, status, fields, retryAfter, detail } = asProblem(error)
    const { birth_date, birth_year, ...others } = fields
    const birth = birth_date ?? birth_year
    throw new Problem(code, status, birth ? { ...others, birth } : others, retryAfter, detail)
  })
}

const NEEDS = [
  'needs_interpreter',
  'needs_sign_language',
  'needs_step_free',
  'reads_little',
  'sensitive_channel',
  'wants_push',
  'wants_sms',
  'wants_email',
] as const

export function identityOf(values: Values): PersonIn {
  return {
    last_name: values.text('last_name'),
    first_name: values.text('first_name'),
    ...birthOf(values.text('birth')),
    phone: values.isChecked('no_phone') ? '' : values.text('phone'),
    appi_number: values.text('appi_number'),
  }
}

/** What the counter asks. */
export function visitorOf(values: Values): PersonIn {
  const body = identityOf(values)
  if (!body.birth_date && !body.birth_year) throw new Problem('form_incomplete', 422, { birth: 'birth_unreadable' })
  return {
    ...body,
    language: values.text('language'),
    sensitive_channel: values.isChecked('sensitive_channel'),
    // What was not asked aloud is not refused in the person's name.
    ...(values.isChecked('no_reminders') && { wants_sms: false }),
  }
}

export function restOf(values: Values): Partial<PersonIn> {
  const texts = Object.fromEntries(
    ['address', 'postcode', 'city', 'email', 'language', 'spoken_language'].map((name) => [name, values.text(name)]),
  )
  return { ...texts, ...Object.fromEntries(NEEDS.map((name) => [name, values.isChecked(name)])) }
}
