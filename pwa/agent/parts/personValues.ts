// What was typed into PersonFields, as the server takes it.
import { asProblem, Problem } from '../../kit/call'
import { western } from '../../kit/digits'
import type { Values } from '../../kit/form'
import type { PersonIn } from '../api/types'

const pad = (text: string) => text.padStart(2, '0')

/** « 12/03/1990 », « 12 3 90 », « 12031990 » or a year alone. */
export function birthOf(said: string): Pick<PersonIn, 'birth_date' | 'birth_year'> | undefined {
  const text = western(said)
  const parts = /^\d{8}$/.test(text)
    ? [text.slice(0, 2), text.slice(2, 4), text.slice(4)]
    : text.split(/[^\d]+/).filter(Boolean)
  if (parts.length === 1 && /^\d{4}$/.test(parts[0]!)) return { birth_date: null, birth_year: Number(parts[0]) }
  const [first, month, last] = parts as [string, string, string]
  if (parts.length !== 3) return undefined
  const [day, year] = first.length === 4 ? [last, first] : [first, last]
  const whole = year.length === 2 ? `${Number(year) > new Date().getFullYear() % 100 ? 19 : 20}${year}` : year
  const date = `${whole}-${pad(month)}-${pad(day)}`
  const read = new Date(`${date}T12:00:00Z`)
  const isReal = !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === date
  return isReal ? { birth_date: date, birth_year: null } : undefined
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
  return { ...body, language: values.text('language'), sensitive_channel: values.isChecked('sensitive_channel') }
}

export function restOf(values: Values): Partial<PersonIn> {
  const texts = Object.fromEntries(
    ['address', 'postcode', 'city', 'email', 'language', 'spoken_language'].map((name) => [name, values.text(name)]),
  )
  return { ...texts, ...Object.fromEntries(NEEDS.map((name) => [name, values.isChecked(name)])) }
}
