import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { go, href } from '../../kit/router'
import {
  Card,
  Disclosure,
  EmptyState,
  ErrorState,
  Field,
  FormProblem,
  PageTitle,
  SelectField,
  Skeleton,
  Submit,
  toast,
} from '../../kit/ui'
import { clock } from '../../kit/ui/icons'
import { createAgenda, listAgendas, listColleagues, listPlaces } from '../api/calls'
import { placesOf } from '../booking/choice'
import { apart } from '../parts/apart'
import { may } from '../session'

function NewAgenda() {
  const places = (useLoad('places', listPlaces).data?.items ?? []).filter((one) => one.editable && !one.archived)
  const colleagues = useLoad('colleagues', listColleagues).data?.items ?? []
  const form = useForm(async (values) => {
    const agent = values.maybe('agent')
    const { id } = await createAgenda({
      place: Number(values.text('place')),
      name: values.text('name'),
      agent: agent ? Number(agent) : null,
    })
    toast(t('agent.slots.agenda_made'))
    return () => go(href('agenda', { id }))
  })
  return (
    <form {...form.props} class="stack">
      <FormProblem form={form} />
      <div class="grid">
        <Field
          form={form}
          name="name"
          expected="agenda_name"
          label={t('agent.people.name')}
          required
          maxLength={120}
          autocomplete="off"
        />
        <SelectField
          form={form}
          name="place"
          label={t('agent.book.place')}
          required
          options={places.map((one) => ({ value: String(one.id), label: one.full_name }))}
        />
        <SelectField
          form={form}
          name="agent"
          label={t('agent.appointment.agent')}
          empty={t('agent.slots.shared')}
          options={colleagues.map((one) => ({ value: String(one.id), label: `${one.last_name} ${one.first_name}` }))}
        />
      </div>
      <Submit form={form} kind="secondary">
        {t('agent.slots.new_agenda')}
      </Submit>
    </form>
  )
}

export default function Agendas() {
  const { data, problem, reload } = useLoad('agendas:all', () => listAgendas())
  const agendas = data?.items ?? []
  return (
    <div class="screen">
      <div>
        <PageTitle>{t('agent.nav.agendas')}</PageTitle>
        <p class="soft">{t('agent.slots.lead')}</p>
      </div>
      {problem && !data && <ErrorState problem={problem} reload={reload} />}
      {!data && !problem && <Skeleton lines={5} />}
      {data && agendas.length === 0 && (
        <div class="card">
          <EmptyState icon={clock} title={t('agent.slots.no_agenda')}>
            {t('agent.slots.no_agenda_what')}
          </EmptyState>
        </div>
      )}
      <div class="tiles">
        {placesOf(agendas).map((place) => (
          <Card key={place.id} title={place.name}>
            <ul class="links">
              {apart(agendas.filter((one) => one.place.id === place.id)).map(({ id, name, agent }) => (
                <li key={id}>
                  <a href={href('agenda', { id })}>{name}</a>
                  {agent && <span class="soft small"> {agent.name}</span>}
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </div>
      {may('manage_slots') && (
        <div class="card">
          <Disclosure summary={t('agent.slots.new_agenda')}>
            <NewAgenda />
          </Disclosure>
        </div>
      )}
    </div>
  )
}
