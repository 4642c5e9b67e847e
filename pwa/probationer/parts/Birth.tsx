// A birth date typed by hand, year alone where no more is known. No calendar to leaf through forty years.
// Why the year alone is asked about here and never at the server: docs/decisions/2026-11-29-the-year-alone.md.
import { Problem } from '../../kit/call'
import { western } from '../../kit/digits'
import type { Form, Values } from '../../kit/form'
import { t } from '../../kit/i18n'
import { refusal } from '../../kit/ui'
import { now } from '../clock'

const PARTS = [
  { name: 'birth_day', label: 'app.birth.day', autocomplete: 'bday-day', size: 2 },
  { name: 'birth_month', label: 'app.birth.month', autocomplete: 'bday-month', size: 2 },
  { name: 'birth_year', label: 'app.birth.year', autocomplete: 'bday-year', size: 4 },
] as const
const ONLY_YEAR = 'birth_only_year'
const NO_DAY = 'birth_no_day'

export interface Birth {
  birth_date?: string
  birth_year?: number
}

const refuse = (name: string, code = 'invalid'): never => {
  throw new Problem('form_incomplete', 422, { [name]: code })
}

/** What was typed, as the server takes it. The year alone is sent only once the person said that no more is known. */
export function birthOf(values: Pick<Values, 'text' | 'isChecked'>, thisYear = now().getFullYear()): Birth {
  const typed = PARTS.map(({ name }) => western(values.text(name)))
  const unread = PARTS.find((_, part) => !/^\d*$/.test(typed[part]!))
  if (unread) refuse(unread.name)
  const [day, month, year] = typed.map(Number) as [number, number, number]
  if (year < 1900 || year > thisYear) refuse('birth_year')
  // « 00/00/1983 » stands on papers where only the year is known.
  if (!day && !month) {
    if (!values.isChecked(ONLY_YEAR)) refuse('birth_day', NO_DAY)
    return { birth_year: year }
  }
  if (month < 1 || month > 12) refuse('birth_month')
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) refuse('birth_day')
  return { birth_date: date.toISOString().slice(0, 10) }
}

export function BirthFields({ form, hint }: { form: Form; hint: string }) {
  const refused = ['birth_date', ...PARTS.map(({ name }) => name)].find((name) => form.errorOf(name))
  const error = refused && form.errorOf(refused)
  // Of a date that can't be, the part alone; of what the server refused, or of what is missing, the others too.
  const isRefused = (name: string) =>
    error === NO_DAY ? name !== 'birth_year' : refused === 'birth_date' || refused === name
  return (
    <fieldset
      name="birth_date"
      class={error ? 'field field--refused' : 'field'}
      aria-describedby={`birth-hint${error ? ' birth-error' : ''}`}
    >
      <legend class="fr-label">{t('app.birth.title')}</legend>
      <span class="fr-hint-text" id="birth-hint">
        {hint}
      </span>
      <div class="birth">
        {PARTS.map(({ name, label, autocomplete, size }) => (
          <label key={name} class={`birth__part birth__part--${size}`}>
            <span class="small">{t(label)}</span>
            <input
              class="fr-input"
              name={name}
              inputMode="numeric"
              autocomplete={autocomplete}
              maxLength={size}
              aria-invalid={isRefused(name) || undefined}
            />
          </label>
        ))}
      </div>
      {error && (
        <p class="field__error" id="birth-error">
          {refusal(error, { name: 'birth_date' })}
        </p>
      )}
      {/* From the start: nobody is told of it only once she was refused. */}
      <label class="choice">
        <input type="checkbox" name={ONLY_YEAR} onInput={error === NO_DAY ? form.forgive : undefined} />
        <span>{t('app.birth.only_year')}</span>
      </label>
    </fieldset>
  )
}
