// A birth date typed by hand, year alone where no more is known. No calendar to leaf through forty years.
import { Problem } from '../../kit/call'
import type { Form, Values } from '../../kit/form'
import { t } from '../../kit/i18n'
import { refusal } from '../../kit/ui'

const PARTS = [
  { name: 'birth_day', label: 'app.birth.day', autocomplete: 'bday-day', size: 2 },
  { name: 'birth_month', label: 'app.birth.month', autocomplete: 'bday-month', size: 2 },
  { name: 'birth_year', label: 'app.birth.year', autocomplete: 'bday-year', size: 4 },
] as const

export interface Birth {
  birth_date?: string
  birth_year?: number
}

const refuse = (): never => {
  throw new Problem('form_incomplete', 422, { birth_year: 'birth_date_unreadable' })
}

/** What was typed, as the server takes it; day and month left empty mean that only the year is known. */
export function birthOf(values: Pick<Values, 'text'>, thisYear = new Date().getFullYear()): Birth {
  const [day, month, year] = PARTS.map(({ name }) => values.text(name))
  if (!/^\d{4}$/.test(year!) || Number(year) < 1900 || Number(year) > thisYear) refuse()
  if (!day && !month) return { birth_year: Number(year) }
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1)
    refuse()
  return { birth_date: date.toISOString().slice(0, 10) }
}

export function BirthFields({ form, hint }: { form: Form; hint: string }) {
  const error = PARTS.map(({ name }) => form.errorOf(name)).find(Boolean) ?? form.errorOf('birth_date')
  return (
    <fieldset
      class={error ? 'field field--refused' : 'field'}
      aria-describedby={`birth-hint${error ? ' birth-error' : ''}`}
    >
      <legend class="fr-label">{t('app.birth.title')}</legend>
      <span class="fr-hint-text" id="birth-hint">
        {hint} {t('app.birth.year_alone')}
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
              aria-invalid={error ? true : undefined}
            />
          </label>
        ))}
      </div>
      {error && (
        <p class="field__error" id="birth-error">
          {refusal(error)}
        </p>
      )}
    </fieldset>
  )
}
