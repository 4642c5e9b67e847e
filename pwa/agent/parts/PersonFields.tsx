// The fields of a file, for a new one and an edited one.
import { useState } from 'preact/hooks'
import type { Form } from '../../kit/form'
import { LANGUAGES, t } from '../../kit/i18n'
import { CheckField, Field, SelectField } from '../../kit/ui'
import type { File } from '../api/types'
import { spreadAddress } from './label'
import { typedPhone } from './person'

export type Known = Partial<File>
const NOTHING: Known = {}

/** `isShort`: at the counter, what is asked aloud and no more. There whoever has no phone says so: nobody forgets it. */
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
  const [hasNoPhone, setHasNoPhone] = useState(false)
  const birth = known.birth_date
    ? known.birth_date.replace(/^(\d+)-(\d+)-(\d+)$/, '$3/$2/$1')
    : known.birth_year
      ? String(known.birth_year)
      : ''
  return (
    <div class="stack--small" onInput={onInput}>
      <div class="grid">
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
          expected="phone_or_none"
          autocomplete="off"
          required={isShort && !hasNoPhone}
          disabled={hasNoPhone}
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
      {isShort && (
        <CheckField
          form={form}
          name="no_phone"
          label={t('agent.field.no_phone')}
          onChange={(event) => setHasNoPhone(event.currentTarget.checked)}
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

/** Of the SMS and of the app. */
export function MessageLanguage({ form, known = NOTHING }: { form: Form; known?: Known }) {
  return (
    <SelectField
      form={form}
      name="language"
      label={t('agent.field.language')}
      hint={t('agent.field.language_hint')}
      required
      options={LANGUAGES.map(({ code, own }) => ({ value: code, label: own }))}
      defaultValue={known.language ?? 'fr'}
    />
  )
}

/** Somebody else may read this phone. */
export function SensitiveChannel({ form, known = NOTHING }: { form: Form; known?: Known }) {
  return (
    <CheckField
      form={form}
      name="sensitive_channel"
      label={t('agent.field.sensitive')}
      hint={t('agent.field.sensitive_hint')}
      defaultChecked={known.sensitive_channel}
    />
  )
}

export function Needs({ form, known = NOTHING }: { form: Form; known?: Known }) {
  return (
    <div class="stack--small">
      <div class="grid">
        <MessageLanguage form={form} known={known} />
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
      <SensitiveChannel form={form} known={known} />
    </div>
  )
}
