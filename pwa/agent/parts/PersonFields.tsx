// The fields of a file, for a new one and an edited one.
import { asProblem, Problem } from '../../kit/call'
import { western } from '../../kit/digits'
import type { Form, Values } from '../../kit/form'
import { LANGUAGES, t } from '../../kit/i18n'
import { CheckField, Field, SelectField } from '../../kit/ui'
import type { File, PersonIn } from '../api/types'
import { spreadAddress } from './label'
import { typedPhone } from './person'

export type Known = Partial<File>
const NOTHING: Known = {}

/** `isShort`: at the counter, what is asked aloud and no more. */
export function Identity({
  form,
  known = NOTHING,
  isShort,
  onInput,
}: {
  form: Form
  known?: Known
  isShort?: boolean
  onInput?: () => void
}) {
  const birth = known.birth_date
    ? known.birth_date.replace(/^(\d+)-(\d+)-(\d+)$/, '$3/$2/$1')
    : known.birth_year
      ? String(known.birth_year)
      : ''
  return (
    <div class="grid" onInput={onInput}>
      <Field
        form={form}
        name="last_name"
        label={t('agent.field.last_name')}
        required
        maxLength={80}
        autocomplete="off"
        autocapitalize="characters"
        defaultValue={known.last_name}
      />
      <Field
        form={form}
        name="first_name"
        label={t('agent.field.first_name')}
        required
        maxLength={80}
        autocomplete="off"
        defaultValue={known.first_name}
      />
      <Field
        form={form}
        name="birth"
        label={t('agent.field.birth')}
        hint={t('agent.field.birth_hint')}
        required
        autocomplete="off"
        inputMode="numeric"
        class="fr-input short-input"
        defaultValue={birth}
      />
      <Field
        form={form}
        name="phone"
        type="tel"
        label={t('agent.field.phone')}
        hint={t('agent.field.phone_hint')}
        autocomplete="off"
        defaultValue={known.phone && typedPhone(known.phone)}
      />
      {!isShort && (
        <Field
          form={form}
          name="appi_number"
          label={t('agent.field.appi')}
          autocomplete="off"
          maxLength={13}
          inputMode="numeric"
          defaultValue={known.appi_number}
        />
      )}
    </div>
  )
}

export function Contact({ form, known = NOTHING }: { form: Form; known?: Known }) {
  return (
    <div class="grid grid--address">
      <Field
        form={form}
        name="address"
        onPaste={spreadAddress}
        label={t('agent.field.address')}
        autocomplete="off"
        maxLength={200}
        defaultValue={known.address}
      />
      <Field
        form={form}
        name="postcode"
        label={t('agent.field.postcode')}
        autocomplete="off"
        inputMode="numeric"
        maxLength={10}
        defaultValue={known.postcode}
      />
      <Field
        form={form}
        name="city"
        label={t('agent.field.city')}
        autocomplete="off"
        maxLength={80}
        defaultValue={known.city}
      />
      <Field
        form={form}
        name="email"
        type="email"
        label={t('agent.field.email')}
        hint={t('agent.field.email_hint')}
        autocomplete="off"
        defaultValue={known.email}
      />
    </div>
  )
}

export function Needs({ form, known = NOTHING }: { form: Form; known?: Known }) {
  return (
    <div class="stack--small">
      <div class="grid">
        <SelectField
          form={form}
          name="language"
          label={t('agent.field.language')}
          hint={t('agent.field.language_hint')}
          required
          options={LANGUAGES.map(({ code, own }) => ({ value: code, label: own }))}
          defaultValue={known.language ?? 'fr'}
        />
        <Field
          form={form}
          name="spoken_language"
          label={t('agent.field.spoken_language')}
          autocomplete="off"
          maxLength={40}
          defaultValue={known.spoken_language}
        />
      </div>
      <div class="checks">
        <CheckField
          form={form}
          name="needs_interpreter"
          label={t('agent.field.needs_interpreter')}
          defaultChecked={known.needs_interpreter}
        />
        <CheckField
          form={form}
          name="needs_sign_language"
          label={t('agent.field.needs_sign_language')}
          defaultChecked={known.needs_sign_language}
        />
        <CheckField
          form={form}
          name="needs_step_free"
          label={t('agent.field.needs_step_free')}
          defaultChecked={known.needs_step_free}
        />
        <CheckField
          form={form}
          name="reads_little"
          label={t('agent.field.reads_little')}
          defaultChecked={known.reads_little}
        />
      </div>
    </div>
  )
}

export function Channels({ form, known = NOTHING }: { form: Form; known?: Known }) {
  return (
    <div class="stack--small">
      <div class="checks">
        <CheckField
          form={form}
          name="wants_sms"
          label={t('agent.field.wants_sms')}
          hint={t('agent.field.wants_sms_hint')}
          defaultChecked={known.wants_sms ?? true}
        />
        <CheckField
          form={form}
          name="wants_push"
          label={t('agent.field.wants_push')}
          defaultChecked={known.wants_push ?? true}
        />
        <CheckField
          form={form}
          name="wants_email"
          label={t('agent.field.wants_email')}
          defaultChecked={known.wants_email}
        />
      </div>
      <CheckField
        form={form}
        name="sensitive_channel"
        label={t('agent.field.sensitive')}
        hint={t('agent.field.sensitive_hint')}
        defaultChecked={known.sensitive_channel}
      />
    </div>
  )
}

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
    phone: values.text('phone'),
    appi_number: values.text('appi_number'),
  }
}

export function restOf(values: Values): Partial<PersonIn> {
  const texts = Object.fromEntries(
    ['address', 'postcode', 'city', 'email', 'language', 'spoken_language'].map((name) => [name, values.text(name)]),
  )
  return { ...texts, ...Object.fromEntries(NEEDS.map((name) => [name, values.isChecked(name)])) }
}
