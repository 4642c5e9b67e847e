// One text in the languages of the persons: French is asked for, the others fall back to it.
import type { Form, Values } from '../../kit/form'
import { LANGUAGES, t } from '../../kit/i18n'
import { Disclosure, Field, TextArea } from '../../kit/ui'
import type { Words } from '../api/types'

export const wordsOf = (values: Values, name: string): Words => ({
  fr: values.text(`${name}.fr`),
  en: values.text(`${name}.en`),
  ar: values.text(`${name}.ar`),
})

export function WordsField({
  form,
  name,
  label,
  hint,
  known,
  isLong,
}: {
  form?: Form
  name: string
  label: string
  hint?: string
  known?: Partial<Words>
  isLong?: boolean
}) {
  const Kind = isLong ? TextArea : Field
  const [french, ...others] = LANGUAGES
  const filled = others.filter(({ code }) => known?.[code]).length
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
      <Disclosure
        summary={
          <span class="small">
            {t('agent.words.others', { n: filled, of: others.length })}
            <span class="unseen"> ({label})</span>
          </span>
        }
      >
        {others.map(({ code, own, dir }) => (
          <Kind
            key={code}
            form={form}
            name={`${name}.${code}`}
            expected="sentence"
            label={own}
            lang={code}
            dir={dir}
            defaultValue={known?.[code]}
          />
        ))}
      </Disclosure>
    </div>
  )
}
