// Every appointment in reach: filter, sort, page, export. The filters are the address, so a colleague can be sent it.
import { isoDay, t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { go, href, useRoute } from '../../kit/router'
import { EmptyState, ErrorState, LinkButton, PageTitle, Skeleton } from '../../kit/ui'
import { calendar, paper } from '../../kit/ui/icons'
import {
  type AppointmentQuery,
  exportAddress,
  listAgendas,
  listAppointments,
  listAppointmentTypes,
  listColleagues,
  listPlaces,
} from '../api/calls'
import type { PlaceLine } from '../api/types'
import { AppointmentRow } from '../parts/AppointmentRow'
import { useOutcomes } from '../parts/outcomes'
import { Pager } from '../parts/Pager'
import { useOutcomeKeys } from '../parts/useOutcomeKeys'
import { ALL, keepWhose, useWhose } from '../parts/whose'
import { apart } from '../parts/apart'
import { present, serverNow, zone } from '../session'
import { shifted } from './Today'

const STATES = ['booked', 'came', 'missed', 'excused', 'cancelled'] as const
const NAMES = ['from', 'to', 'place', 'agenda', 'type', 'agent', 'state', 'without_outcome', 'sort', 'cursor'] as const

export function queryOf(search: URLSearchParams, today: string, whose: string): AppointmentQuery {
  const named = { ...Object.fromEntries(search), agent: whose === ALL ? '' : whose } as Record<string, string>
  const given = Object.fromEntries(
    NAMES.map((name) => [name, named[name] ?? '']).filter(([, value]) => value !== ''),
  ) as AppointmentQuery
  // Nothing chosen: from today on, as the menu's name promises.
  return given.from || given.to || given.without_outcome ? given : { from: today, to: shifted(today, 6), ...given }
}

/** Nothing lies between them. */
export const areTurned = ({ from, to }: AppointmentQuery) => !!from && !!to && from > to

/** Thirteen months, as the server says (agenda/queries_lists.py). */
const EXPORTED_DAYS = 397

export function isExportable({ from, to }: AppointmentQuery): boolean {
  return !!from && !!to && from <= to && Date.parse(to) - Date.parse(from) < EXPORTED_DAYS * 86_400_000
}

function Choose({
  name,
  label,
  value,
  options,
  all = '',
}: {
  name: string
  label: string
  value: string | undefined
  options: { id: number | string; name: string }[]
  /** What the address says of every one of them. */
  all?: string
}) {
  return (
    <div class="field">
      <label class="fr-label" for={`filter-${name}`}>
        {label}
      </label>
      <select class="fr-select" id={`filter-${name}`} name={name} value={value ?? all}>
        <option value={all}>{t('agent.list.all')}</option>
        {options.map((one) => (
          <option key={one.id} value={String(one.id)}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  )
}

const inFull = ({ id, full_name }: PlaceLine) => ({ id, name: full_name })

/** One's own name is there though the colleagues' are not known yet. */
function withMe(colleagues: { id: number; last_name: string; first_name: string }[]) {
  const me = present().session?.agent
  const all = me && !colleagues.some(({ id }) => id === me.id) ? [me, ...colleagues] : colleagues
  return all.map((one) => ({ id: one.id, name: `${one.last_name} ${one.first_name}` }))
}

const DATES = [
  ['from', 'agent.list.from'],
  ['to', 'agent.list.to'],
] as const

function Filters({ query }: { query: AppointmentQuery }) {
  const types = useLoad('appointment-types', listAppointmentTypes).data?.items ?? []
  const places = useLoad('places', listPlaces).data?.items ?? []
  const agendas = useLoad('agendas:all', () => listAgendas()).data?.items ?? []
  const colleagues = withMe(useLoad('colleagues', listColleagues).data?.items ?? [])
  const isTurned = areTurned(query)
  const apply = (event: Event & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const given = [...new FormData(event.currentTarget)]
      .map(([name, value]) => [name, String(value)] as const)
      .filter(([, value]) => value !== '')
    const chosen = Object.fromEntries(given)
    if (chosen.agent) keepWhose(chosen.agent)
    go(href('appointments', {}, chosen), { replace: true })
  }
  return (
    <form
      class="filters"
      onSubmit={apply}
      onChange={apply}
      key={types.length + places.length + agendas.length + colleagues.length}
    >
      {DATES.map(([name, label]) => (
        <div class="field" key={name}>
          <label class="fr-label" for={`filter-${name}`}>
            {t(label)}
          </label>
          <input
            class="fr-input"
            type="date"
            id={`filter-${name}`}
            name={name}
            defaultValue={query[name]}
            aria-invalid={isTurned ? true : undefined}
            aria-describedby={isTurned ? 'filter-turned' : undefined}
          />
        </div>
      ))}
      {isTurned && (
        <p class="field__error filters__wide" id="filter-turned" role="alert">
          {t('agent.list.turned')}
        </p>
      )}
      <Choose
        name="state"
        label={t('agent.list.state')}
        value={query.state}
        options={STATES.map((state) => ({ id: state, name: t(`agent.appointment.state.${state}`) }))}
      />
      <Choose name="type" label={t('agent.list.type')} value={query.type} options={types} />
      <Choose name="place" label={t('agent.book.place')} value={query.place} options={places.map(inFull)} />
      <Choose name="agenda" label={t('agent.book.agenda')} value={query.agenda} options={apart(agendas)} />
      <Choose name="agent" label={t('agent.appointment.agent')} value={query.agent} options={colleagues} all={ALL} />
      <div class="field">
        <label class="fr-label" for="filter-sort">
          {t('agent.list.sort')}
        </label>
        <select class="fr-select" id="filter-sort" name="sort" value={query.sort ?? 'starts_at'}>
          <option value="starts_at">{t('agent.list.sort_soonest')}</option>
          <option value="-starts_at">{t('agent.list.sort_latest')}</option>
        </select>
      </div>
      <label class="choice" for="filter-late">
        <input
          type="checkbox"
          id="filter-late"
          name="without_outcome"
          value="1"
          defaultChecked={query.without_outcome === '1'}
        />
        <span>{t('agent.list.late')}</span>
      </label>
      <noscript>
        <button type="submit">{t('agent.list.apply')}</button>
      </noscript>
    </form>
  )
}

function Results({ query }: { query: AppointmentQuery }) {
  const { data, problem, reload } = useLoad(`appointments:${JSON.stringify(query)}`, () => listAppointments(query))
  const outcomes = useOutcomes()
  useOutcomeKeys(data?.items ?? [], outcomes)
  if (problem && !data) return <ErrorState problem={problem} reload={reload} kept={t('agent.kept.nothing_lost')} />
  if (!data) return <Skeleton lines={8} />
  if (data.items.length === 0)
    return (
      <div class="card">
        <EmptyState icon={calendar} title={t('agent.list.empty')}>
          {t('agent.list.empty_what')}
        </EmptyState>
      </div>
    )
  return (
    <div class="stack">
      <ol class="appts">
        {data.items.map((one) => (
          <AppointmentRow key={one.id} of={one} outcomes={outcomes} withDay />
        ))}
      </ol>
      <Pager next={data.next} />
    </div>
  )
}

/** Said where one sees it, and changed by one press. */
function Whose({ whose }: { whose: string }) {
  const { query } = useRoute()
  const { session } = present()
  if (!session?.has_own_day || !session.agent) return null
  const choose = (agent: string) => {
    keepWhose(agent)
    // The page on which one stands is another list's.
    const { cursor: _, ...others } = Object.fromEntries(query)
    go(href('appointments', {}, { ...others, agent }), { replace: true })
  }
  const choices = [
    [String(session.agent.id), t('agent.list.mine')],
    [ALL, t('agent.list.everybodys')],
  ] as const
  return (
    <div class="row" role="group" aria-label={t('agent.list.whose')}>
      {choices.map(([agent, label]) => (
        <button
          key={agent}
          type="button"
          class="chip chip--small"
          aria-pressed={agent === whose}
          onClick={() => choose(agent)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

export default function Appointments() {
  const whose = useWhose()
  const query = queryOf(useRoute().query, isoDay(serverNow(), zone()), whose)
  const { cursor: _, ...whole } = query
  return (
    <div class="screen">
      <div class="head">
        <PageTitle>{t('agent.nav.appointments')}</PageTitle>
        {isExportable(whole) ? (
          <LinkButton kind="secondary" icon={paper} href={exportAddress(whole)}>
            {t('agent.list.export')}
          </LinkButton>
        ) : (
          <p class="soft small">{t('agent.list.export_span')}</p>
        )}
      </div>
      <Whose whose={whose} />
      <div class="card">
        <Filters query={query} />
      </div>
      {!areTurned(query) && <Results query={query} />}
    </div>
  )
}
