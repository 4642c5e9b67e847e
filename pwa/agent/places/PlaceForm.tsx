import type { Form, Values } from '../../kit/form'
import { t } from '../../kit/i18n'
import { Banner, Card, Field, SelectField } from '../../kit/ui'
import type { PlaceChanges, PlaceDetail, PlaceIn } from '../api/types'
import { spreadAddress } from '../parts/label'
import { typedPhone } from '../parts/person'
import { checkedOf, WordsField, wordsOf } from './Words'

const STEP_FREE = ['unknown', 'yes', 'partly', 'no'] as const
const NOTHING: Partial<PlaceDetail> = {}
const TEXTS = ['name', 'neutral_name', 'address', 'postcode', 'city', 'step_free', 'phone', 'email'] as const

export const placeOf = (values: Values): PlaceIn => ({
  ...(Object.fromEntries(TEXTS.map((name) => [name, values.text(name)])) as unknown as Pick<
    PlaceIn,
    (typeof TEXTS)[number]
  >),
  inside: wordsOf(values, 'inside'),
  step_free_words: wordsOf(values, 'step_free_words'),
  phone_hours: wordsOf(values, 'phone_hours'),
})

export const lookedAt = (values: Values): NonNullable<PlaceChanges['checked']> => ({
  inside: checkedOf(values, 'inside'),
  step_free_words: checkedOf(values, 'step_free_words'),
  phone_hours: checkedOf(values, 'phone_hours'),
})

/** What a message will say of it, and what it will not: before somebody stands at the wrong door. */
export function InMessages({ of }: { of: PlaceDetail }) {
  return (
    <Banner kind={of.warnings.length > 0 ? 'note' : 'info'} title={t('agent.place.in_messages')}>
      <p>{t('agent.place.quoted', { words: of.in_messages })}</p>
      {of.warnings.map((warning) => (
        <p key={warning}>{t(`agent.place.warning.${warning}`)}</p>
      ))}
    </Banner>
  )
}

export function PlaceFields({ form, known = NOTHING }: { form: Form; known?: Partial<PlaceDetail> }) {
  return (
    <>
      <Card title={t('agent.place.where')}>
        <Field
          form={form}
          name="name"
          expected="place_name"
          label={t('agent.place.name')}
          required
          maxLength={120}
          defaultValue={known.name}
        />
        <Field
          form={form}
          name="neutral_name"
          label={t('agent.place.neutral')}
          hint={t('agent.place.neutral_hint')}
          required
          maxLength={60}
          defaultValue={known.neutral_name}
        />
        <div class="grid grid--address">
          <Field
            form={form}
            name="address"
            onPaste={spreadAddress}
            label={t('agent.field.address')}
            required
            maxLength={200}
            defaultValue={known.address}
          />
          <Field
            form={form}
            name="postcode"
            label={t('agent.field.postcode')}
            required
            inputMode="numeric"
            maxLength={5}
            defaultValue={known.postcode}
          />
          <Field
            form={form}
            name="city"
            label={t('agent.field.city')}
            required
            maxLength={80}
            defaultValue={known.city}
          />
        </div>
        <WordsField
          form={form}
          name="inside"
          label={t('agent.place.inside')}
          hint={t('agent.place.inside_hint')}
          known={known.inside}
          stale={known.stale?.inside}
        />
      </Card>
      <Card title={t('agent.place.access')}>
        <SelectField
          form={form}
          name="step_free"
          label={t('agent.field.needs_step_free')}
          required
          options={STEP_FREE.map((value) => ({ value, label: t(`agent.step_free.${value}`) }))}
          defaultValue={known.step_free ?? 'unknown'}
        />
        <WordsField
          form={form}
          name="step_free_words"
          label={t('agent.place.access_words')}
          hint={t('agent.place.access_hint')}
          known={known.step_free_words}
          stale={known.stale?.step_free_words}
          isLong
        />
      </Card>
      <Card title={t('agent.place.call')}>
        <p class="soft small">{t('agent.place.call_what')}</p>
        <Field
          form={form}
          name="phone"
          expected="any_phone"
          type="tel"
          label={t('agent.place.phone')}
          defaultValue={known.phone && typedPhone(known.phone)}
        />
        <WordsField
          form={form}
          name="phone_hours"
          label={t('agent.place.hours')}
          known={known.phone_hours}
          stale={known.stale?.phone_hours}
        />
        <Field form={form} name="email" type="email" label={t('agent.field.email')} defaultValue={known.email} />
      </Card>
    </>
  )
}
