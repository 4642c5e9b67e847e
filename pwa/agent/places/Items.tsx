// What to bring, for a type, at this place: a checklist the person ticks.
import { useState } from 'preact/hooks'
import { type Form, useForm, type Values } from '../../kit/form'
import { LANGUAGES, t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { Button, Card, ErrorState, Field, FormProblem, Skeleton, Submit, toast } from '../../kit/ui'
import { listAppointmentTypes, listItemsToBring, setItemsToBring } from '../api/calls'
import type { ItemIn } from '../api/types'

function Item({ form, index, of, onRemove }: { form: Form; index: number; of: ItemIn; onRemove: () => void }) {
  return (
    <fieldset class="item">
      <legend class="strong">{t('agent.items.item', { n: index + 1 })}</legend>
      {LANGUAGES.map(({ code, own, dir }) => (
        <div class="grid" key={code} lang={code} dir={dir}>
          <Field
            form={form}
            name={`${index}.${code}.title`}
            expected="item_title"
            label={`${t('agent.items.name')} (${own})`}
            required={code === 'fr'}
            defaultValue={of.words[code]?.title}
          />
          <Field
            form={form}
            name={`${index}.${code}.hint`}
            expected="item_hint"
            label={`${t('agent.items.hint')} (${own})`}
            defaultValue={of.words[code]?.hint}
          />
        </div>
      ))}
      <Button kind="quiet" isSmall onClick={onRemove}>
        {t('agent.items.remove')}
        <span class="unseen"> {index + 1}</span>
      </Button>
    </fieldset>
  )
}

const wordsOf = (values: Values, index: number): ItemIn => ({
  words: Object.fromEntries(
    LANGUAGES.map(({ code }) => [
      code,
      { title: values.text(`${index}.${code}.title`), hint: values.text(`${index}.${code}.hint`) },
    ]).filter(([, words]) => (words as { title: string }).title !== ''),
  ),
})

function Editor({ place, type, known }: { place: number; type: number; known: ItemIn[] }) {
  const [items, setItems] = useState(() => known.map((item, id) => ({ id, item })))
  const [last, setLast] = useState(known.length)
  const form = useForm(async (values) => {
    await setItemsToBring(
      place,
      type,
      items.map(({ id }) => wordsOf(values, id)),
    )
    toast(t('kit.saved'))
  })
  const add = () => {
    setItems([...items, { id: last, item: { words: {} } }])
    setLast(last + 1)
  }
  return (
    <form {...form.props} class="stack">
      {items.length === 0 && <p class="soft">{t('agent.items.empty')}</p>}
      {items.map(({ id, item }) => (
        <Item
          key={id}
          form={form}
          index={id}
          of={item}
          onRemove={() => setItems(items.filter((one) => one.id !== id))}
        />
      ))}
      <FormProblem form={form} />
      <div class="row">
        <Button kind="quiet" isSmall onClick={add}>
          {t('agent.items.add')}
        </Button>
        <Submit form={form} kind="secondary" isSmall>
          {t('kit.save')}
        </Submit>
      </div>
    </form>
  )
}

function OfType({ place, type }: { place: number; type: number }) {
  const { data, problem, reload, isLoading } = useLoad(`items:${place}:${type}`, () => listItemsToBring(place, type))
  if (problem && !data) return <ErrorState problem={problem} reload={reload} />
  // An older copy under the fields would be saved back: wait for what the server has.
  if (!data || isLoading) return <Skeleton lines={3} />
  const national = data.items.filter((one) => one.national)
  return (
    <>
      {national.length > 0 && (
        <div class="stack--small">
          <p class="small soft">{t('agent.items.national')}</p>
          <ul class="bullets">
            {national.map((one) => (
              <li key={one.words.fr?.title}>
                {one.words.fr?.title} <span class="soft small">{one.words.fr?.hint}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Editor place={place} type={type} known={data.items.filter((one) => !one.national)} />
    </>
  )
}

export function Items({ place }: { place: number }) {
  const types = useLoad('appointment-types', listAppointmentTypes).data?.items ?? []
  const [type, setType] = useState<number>()
  return (
    <Card title={t('agent.items.title')}>
      <div class="stack">
        <p class="soft small">{t('agent.items.what')}</p>
        <div class="field">
          <label class="fr-label" for="items-type">
            {t('agent.list.type')}
          </label>
          <select
            class="fr-select"
            id="items-type"
            value={String(type ?? '')}
            onChange={(event) => setType(Number(event.currentTarget.value) || undefined)}
          >
            <option value="">{t('agent.items.choose')}</option>
            {types.map((one) => (
              <option key={one.id} value={String(one.id)}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
        {type && <OfType key={type} place={place} type={type} />}
      </div>
    </Card>
  )
}
