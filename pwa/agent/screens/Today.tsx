import { useEffect } from 'preact/hooks'
import { capital, day, isoDay, plural, t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { href, useRoute } from '../../kit/router'
import { Badge, Banner, EmptyState, ErrorState, LinkButton, PageTitle, Skeleton } from '../../kit/ui'
import { back, calendar, chevron } from '../../kit/ui/icons'
import { Icon } from '../../kit/ui/Icon'
import { getMorning } from '../api/calls'
import type { Morning, Worklist } from '../api/types'
import { AppointmentRow } from '../parts/AppointmentRow'
import { Attention } from '../parts/Attention'
import { type Outcomes, useOutcomes } from '../parts/outcomes'
import { leftOf, useGone } from '../parts/useGone'
import { What } from '../parts/What'
import { ReadingLimits } from '../parts/ReadingLimits'
import { useOutcomeKeys } from '../parts/useOutcomeKeys'
import { isAhead, serverNow, zone } from '../session'
import { setAttention, sumOf } from '../shell/attention'

export const shifted = (date: string, days: number) =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

function Days({ date, today }: { date: string; today: string }) {
  return (
    <nav class="days" aria-label={t('agent.today.days')}>
      {/* Before the arrows, and its room stays: what is pressed twice is the same arrow twice. */}
      {date === today ? (
        <span class="fr-btn fr-btn--tertiary button--small" style={{ visibility: 'hidden' }} key="room">
          {t('agent.nav.today')}
        </span>
      ) : (
        <LinkButton kind="quiet" isSmall href={href('today')} key="link">
          {t('agent.nav.today')}
        </LinkButton>
      )}
      <a class="icon-button" href={href('today', {}, { date: shifted(date, -1) })} aria-label={t('agent.today.before')}>
        <Icon of={back} turns />
      </a>
      <a class="icon-button" href={href('today', {}, { date: shifted(date, 1) })} aria-label={t('agent.today.after')}>
        <Icon of={chevron} turns />
      </a>
    </nav>
  )
}

function Sum({ of }: { of: Morning }) {
  const past = of.appointments.filter((one) => !isAhead(one)).length
  return (
    <p class="soft">
      {plural('agent.today.count', of.appointments.length)}
      {past > 0 && ` · ${plural('agent.today.past', past)}`}
      {of.coming_count > 0 && (
        <>
          {' '}
          · <Badge kind="info">{plural('agent.today.coming', of.coming_count)}</Badge>
        </>
      )}
    </p>
  )
}

function Late({ of, outcomes }: { of: Morning; outcomes: Outcomes }) {
  if (of.without_outcome_count === 0) return null
  return (
    <section class="late" aria-labelledby="late">
      <div class="late__head">
        <h2 class="card__title" id="late">
          {t('agent.today.late')} <span class="count count--note">{of.without_outcome_count}</span>
        </h2>
        {of.without_outcome_count > of.without_outcome.length && (
          <a href={href('appointments', {}, { without_outcome: '1' })}>{t('agent.today.late_all')}</a>
        )}
      </div>
      <ol class="appts">
        {of.without_outcome.map((one) => (
          <AppointmentRow key={one.id} of={one} outcomes={outcomes} withDay said="type" />
        ))}
      </ol>
    </section>
  )
}

function DayList({ of, outcomes }: { of: Morning; outcomes: Outcomes }) {
  if (of.appointments.length === 0) {
    return (
      <div class="card">
        <EmptyState icon={calendar} title={t('agent.today.empty')}>
          {t('agent.today.empty_what')}
        </EmptyState>
      </div>
    )
  }
  const said = new Set(of.appointments.map((one) => one.place?.id)).size > 1 ? 'type_and_place' : 'type'
  return (
    <ol class="appts">
      {of.appointments.map((one) => (
        <AppointmentRow key={one.id} of={one} outcomes={outcomes} said={said} />
      ))}
    </ol>
  )
}

export function Today() {
  const today = isoDay(serverNow(), zone())
  const { query } = useRoute()
  const date = query.get('date') ?? today
  const whole = (query.get('whole') ?? undefined) as Worklist | undefined
  const { data, problem, copiedAt, reload } = useLoad(`morning:${date}:${whole ?? ''}`, () => getMorning(date, whole))
  const outcomes = useOutcomes()
  const gone = useGone(() => void reload())
  useOutcomeKeys(data ? [...data.appointments, ...data.without_outcome] : [], outcomes)
  const count = data && date === today ? sumOf({ ...data, counts: leftOf(data, gone) }) : undefined
  useEffect(() => {
    if (count !== undefined) setAttention(count)
  }, [count])
  const what = date === today && t('agent.nav.today')
  const title = capital(day(`${date}T12:00:00Z`, 'UTC'))
  return (
    <div class="screen">
      <div class="head">
        <div>
          <PageTitle name={what || title}>
            {what && <What>{what}</What>} {title}
          </PageTitle>
          {data ? <Sum of={data} /> : <p class="soft">&nbsp;</p>}
        </div>
        <Days date={date} today={today} />
      </div>
      {problem && !data && <ErrorState problem={problem} reload={reload} kept={t('agent.kept.nothing_lost')} />}
      {copiedAt && <Banner kind="note">{t('agent.kept.old_copy')}</Banner>}
      {!data && !problem && <Skeleton lines={8} />}
      {data && (
        <div class="columns">
          <div class="stack">
            <DayList of={data} outcomes={outcomes} />
            <Late of={data} outcomes={outcomes} />
          </div>
          <aside class="stack" aria-label={t('agent.today.attention')}>
            <ReadingLimits />
            <Attention of={data} outcomes={outcomes} gone={gone} />
          </aside>
        </div>
      )}
    </div>
  )
}
