import { useEffect } from 'preact/hooks'
import { Problem } from '../../kit/call'
import { useForm, type Form } from '../../kit/form'
import { t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { go, href, type ScreenProps, useRoute } from '../../kit/router'
import { Card, ErrorState, LinkButton, PageTitle, Skeleton, Submit, toast } from '../../kit/ui'
import { getFile, updateProbationer } from '../api/calls'
import type { File, PersonIn } from '../api/types'
import { fullName, typedPhone } from '../parts/person'
import { Channels, Contact, Identity, Needs } from '../parts/PersonFields'
import { identityOf, restOf, sayingBirth } from '../parts/personValues'
import { What } from '../parts/What'
import { Refused, useForced } from '../parts/SecondFile'

/** Only what was changed: two agents at two fields do not undo each other. */
export function changes(before: File, after: PersonIn): Partial<PersonIn> {
  const known: Record<string, unknown> = { ...before, phone: before.phone && typedPhone(before.phone) }
  // One birth, said as a date or as a year: a file may show the year of its date as well.
  const { birth_date, birth_year, ...others } = after
  const isSameBirth = (birth_date ?? birth_year) === (before.birth_date ?? before.birth_year)
  const changed = Object.fromEntries(
    Object.entries(others).filter(([name, value]) => (known[name] ?? '') !== (value ?? '')),
  )
  return isSameBirth ? changed : { ...changed, birth_date, birth_year }
}

function Editor({ of }: { of: File }) {
  const forced = useForced(() => form)
  const form: Form = useForm(async (values) => {
    const body = { ...identityOf(values), ...restOf(values) }
    if (!body.birth_date && !body.birth_year) throw new Problem('form_incomplete', 422, { birth: 'birth_unreadable' })
    const changed = changes(of, body)
    const how = forced.take()
    if (Object.keys(changed).length > 0) await sayingBirth(updateProbationer(of.id, { ...changed, ...how }))
    toast(t('kit.saved'))
    return () => go(href('file', { id: of.id }))
  })
  const wanted = useRoute().query.get('field')
  const { ref } = form.props
  // Led here for one field, one finds oneself in it.
  useEffect(() => {
    const field = wanted && ref.current?.elements.namedItem(wanted)
    if (field instanceof HTMLElement) field.focus()
  }, [ref, wanted])
  return (
    <form {...form.props} class="stack">
      <Card title={t('agent.file.identity')}>
        <Identity form={form} known={of} />
      </Card>
      <Card title={t('agent.file.needs')}>
        <Needs form={form} known={of} />
      </Card>
      <Card title={t('agent.file.contact')}>
        <Contact form={form} known={of} />
      </Card>
      <Card title={t('agent.file.messages_how')}>
        <Channels form={form} known={of} />
      </Card>
      <Refused form={form} onForce={forced.force} isNew={false} />
      <div class="row">
        <Submit form={form}>{t('kit.save')}</Submit>
        <LinkButton kind="quiet" href={href('file', { id: of.id })}>
          {t('kit.discard')}
        </LinkButton>
      </div>
    </form>
  )
}

export default function EditFile({ params }: ScreenProps) {
  const id = params.id ?? ''
  const { data, problem, reload } = useLoad(`file:${id}`, () => getFile(id))
  return (
    <div class="screen screen--narrow">
      <div>
        <PageTitle back={href('file', { id })} name={t('agent.file.edit')}>
          <What>{t('agent.file.edit')}</What> {data && fullName(data)}
        </PageTitle>
      </div>
      {problem && !data && <ErrorState problem={problem} reload={reload} />}
      {!data && !problem && <Skeleton lines={8} />}
      {data && <Editor of={data} />}
    </div>
  )
}
