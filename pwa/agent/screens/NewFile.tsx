import { useRef, useState } from 'preact/hooks'
import { Problem } from '../../kit/call'
import { type Form, useFirstField, useForm, Values } from '../../kit/form'
import { t } from '../../kit/i18n'
import { go, href } from '../../kit/router'
import { Card, PageTitle, SelectField, Submit, toast } from '../../kit/ui'
import { createProbationer } from '../api/calls'
import type { PersonIn } from '../api/types'
import { takeName } from '../parts/draft'
import { Duplicates, useDuplicates } from '../parts/Duplicates'
import { Channels, Contact, Identity, Needs } from '../parts/PersonFields'
import { identityOf, restOf, sayingBirth, soughtPerson } from '../parts/personValues'
import { useReferents } from '../parts/ReferentChooser'
import { isDuplicate, Refused, useForced } from '../parts/SecondFile'
import { present } from '../session'

const EMPTY: PersonIn = { last_name: '', first_name: '' }

function Assign({ form }: { form: Form }) {
  const { options = [] } = useReferents()
  const me = present().session?.agent?.id
  return (
    <SelectField
      key={options.length}
      form={form}
      name="assign_to"
      expected="agent"
      label={t('agent.field.referent')}
      empty={t('agent.people.nobody')}
      options={options}
      defaultValue={options.some((one) => one.value === String(me)) ? String(me) : ''}
    />
  )
}

export function bodyOf(values: Values): PersonIn {
  const body = identityOf(values)
  if (!body.birth_date && !body.birth_year) throw new Problem('form_incomplete', 422, { birth: 'birth_unreadable' })
  const referent = values.maybe('assign_to')
  return { ...body, ...restOf(values), assign_to: referent ? Number(referent) : null }
}

export default function NewFile() {
  const [known] = useState(() => soughtPerson(takeName()))
  const [typed, setTyped] = useState(EMPTY)
  const duplicates = useDuplicates(typed)
  const next = useRef<'book' | 'file'>('book')
  const forced = useForced(() => form)
  const form: Form = useForm(async (values) => {
    const { id } = await sayingBirth(createProbationer({ ...bodyOf(values), ...forced.take() }))
    toast(t('agent.new_file.made'))
    return () => go(href(next.current, { id }))
  })
  useFirstField(
    form,
    !known.last_name
      ? 'last_name'
      : !known.first_name
        ? 'first_name'
        : known.birth_date || known.birth_year
          ? 'phone'
          : 'birth',
  )
  const read = () => form.props.ref.current && setTyped(identityOf(new Values(new FormData(form.props.ref.current))))
  return (
    <div class="screen screen--narrow">
      <div>
        <PageTitle back={href('people')}>{t('agent.new_file.title')}</PageTitle>
      </div>
      <form {...form.props} class="stack">
        <Card title={t('agent.file.identity')}>
          <Identity form={form} known={known} onInput={read} />
        </Card>
        <Duplicates items={isDuplicate(form) ? [] : duplicates} />
        <Card title={t('agent.file.needs')}>
          <Needs form={form} />
        </Card>
        <Card title={t('agent.file.contact')}>
          <Contact form={form} />
        </Card>
        <Card title={t('agent.file.messages_how')}>
          <Channels form={form} />
        </Card>
        <Card title={t('agent.field.referent')}>
          <Assign form={form} />
        </Card>
        <Refused form={form} onForce={forced.force} />
        <div class="row">
          <Submit form={form} onClick={() => (next.current = 'book')}>
            {t('agent.new_file.save_book')}
          </Submit>
          <Submit form={form} kind="secondary" onClick={() => (next.current = 'file')}>
            {t('agent.new_file.save')}
          </Submit>
        </div>
      </form>
    </div>
  )
}
