// A guardian, a curator, a lawyer, a holder of parental authority: set here, never by the person.
import { useForm } from '../../kit/form'
import { t, textOf } from '../../kit/i18n'
import { Button, Disclosure, Field, FormProblem, SelectField, Submit, toast } from '../../kit/ui'
import { addRelation, removeRelation } from '../api/calls'
import type { File, Relation } from '../api/types'

const KINDS = ['guardian', 'curator', 'lawyer', 'parent'] as const

export function Relations({ of, reload }: { of: File; reload: () => unknown }) {
  const form = useForm(async (values) => {
    await addRelation(of.id, {
      kind: values.text('kind'),
      name: values.text('name'),
      phone: values.text('relation_phone'),
      email: values.text('relation_email'),
    })
    form.props.ref.current?.reset()
    toast(t('kit.saved'))
    void reload()
  })
  const remove = async ({ id, ...relation }: Relation) => {
    await removeRelation(of.id, id)
    const undo = async () => {
      await addRelation(of.id, relation)
      void reload()
    }
    toast(t('agent.relation.removed', { name: relation.name }), { label: t('kit.undo'), run: () => void undo() })
    void reload()
  }
  return (
    <Disclosure summary={t('agent.relation.change')}>
      <ul class="pile">
        {of.relations.map((one) => (
          <li key={one.id} class="pile__line">
            <p>
              {textOf(`agent.relation.${one.kind}`, 'agent.relation.other')} : {one.name}
            </p>
            <Button kind="quiet" isSmall onClick={() => void remove(one)}>
              {t('agent.me.remove')}
              <span class="unseen"> ({one.name})</span>
            </Button>
          </li>
        ))}
      </ul>
      <form {...form.props} class="stack--small">
        <FormProblem form={form} />
        <SelectField
          form={form}
          name="kind"
          expected="relation_kind"
          label={t('agent.relation.kind')}
          required
          empty={t('agent.second_file.choose')}
          options={KINDS.map((kind) => ({ value: kind, label: t(`agent.relation.${kind}`) }))}
        />
        <Field
          form={form}
          name="name"
          expected="full_name"
          label={t('agent.people.name')}
          required
          maxLength={120}
          autocomplete="off"
        />
        <Field
          form={form}
          name="relation_phone"
          expected="any_phone"
          type="tel"
          label={t('agent.people.phone')}
          autocomplete="off"
        />
        <Field
          form={form}
          name="relation_email"
          expected="email"
          type="email"
          label={t('agent.field.email')}
          autocomplete="off"
        />
        <Submit form={form} kind="secondary" isSmall>
          {t('agent.relation.add')}
        </Submit>
      </form>
    </Disclosure>
  )
}
