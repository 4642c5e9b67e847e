// One text in the languages of the persons: French is asked for, the others fall back to it, and so does one that is older.
import type { Form, Values } from '../../kit/form'
import { LANGUAGES, t, type Language } from '../../kit/i18n'
import { Badge, CheckField, Disclosure, Field, TextArea } from '../../kit/ui'
import type { Words } from '../api/types'

export const wordsOf = (values: Values, name: string): Words => ({
  fr: values.text(`${name}.fr`),
  en: values.text(`${name}.en`),
  ar: values.text(`${name}.ar`),
})

/** The languages whose older text was looked at and stays as it is. */
export const checkedOf = (values: Values, name: string): Language[] =>
  LANGUAGES.map(({ code }) => code).filter((code) => values.isChecked(`${name}.${code}.checked`))

interface Part {
  form?: Form
  name: string
  stale?: readonly Language[]
}

/** Beside a text that is to be looked at: why, and that it may stay. */
function ToLookAt({ form, name, stale, code }: Part & { code: Language }) {
  if (!stale?.includes(code)) return null
  return (
    <CheckField
      form={form}
      name={`${name}.${code}.checked`}
      label={t('agent.words.checked')}
      hint={t(code === 'fr' ? 'agent.words.stale_french' : 'agent.words.stale')}
    />
  )
}

export function WordsField({
  label,
  hint,
  known,
  isLong,
  ...part
}: Part & {
  label: string
  hint?: string
  known?: Partial<Words>
  isLong?: boolean
}) {
  const { form, name, stale = [] } = part
  const Kind = isLong ? TextArea : Field
  const [french, ...others] = LANGUAGES
  const filled = others.filter(({ code }) => known?.[code]).length
  const isOld = others.some(({ code }) => stale.includes(code))
  return (
    <div class="words">
      <Kind
        form={form}
        name={`${name}.fr`}
        expected="sentence"
        label={label}
        hint={hint}
        lang="fr"
        defaultValue={known?.[french!.code]}
      />
      <ToLookAt {...part} code="fr" />
      <Disclosure
        isOpen={isOld}
        summary={
          <span class="small">
            {t('agent.words.others', { n: filled, of: others.length })}
            <span class="unseen"> ({label})</span> {isOld && <Badge kind="note">{t('agent.words.stale.title')}</Badge>}
          </span>
        }
      >
        {others.map(({ code, own, dir }) => (
          <div key={code}>
            <Kind
              form={form}
              name={`${name}.${code}`}
              expected="sentence"
              label={own}
              lang={code}
              dir={dir}
              defaultValue={known?.[code]}
            />
            <ToLookAt {...part} code={code} />
          </div>
        ))}
      </Disclosure>
    </div>
  )
}
