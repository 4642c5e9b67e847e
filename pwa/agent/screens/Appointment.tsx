import { useState } from 'preact/hooks'
import { capital, dayAndHour, minutes, plainDate, recently, t, textOf } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { href, type ScreenProps } from '../../kit/router'
import { whyOf } from '../../kit/told'
import { Badge, Banner, Button, Card, ErrorState, LinkButton, PageTitle, Skeleton } from '../../kit/ui'
import { calendar, paper, person } from '../../kit/ui/icons'
import { getAppointment, summonsAddress } from '../api/calls'
import type { AppointmentDetail, Occasion } from '../api/types'
import { AppointmentRow, lateBy, StateOf } from '../parts/AppointmentRow'
import { TaskLine } from '../parts/Attention'
import { Cancel } from '../parts/Cancel'
import { LegalNotifications } from '../parts/LegalNotifications'
import { Messages } from '../parts/Messages'
import { useGone } from '../parts/useGone'
import { reasonText, useOutcomes } from '../parts/outcomes'
import { actorName, fullName, PersonLink } from '../parts/person'
import { Resend, WhyUnreached } from '../parts/Reach'
import { What } from '../parts/What'
import { brief, comma } from '../parts/when'
import { isAhead, may } from '../session'
import { useFollow, useUntil } from '../parts/useFollow'
import { useOutcomeKeys } from '../parts/useOutcomeKeys'

function Facts({ of }: { of: AppointmentDetail }) {
  return (
    <dl class="facts">
      <div>
        <dt>{t('agent.appointment.person')}</dt>
        <dd>
          <PersonLink of={of.probationer} />
          {of.probationer.needs_interpreter && (
            <>
              {' '}
              <Badge>
                {t('agent.sign.interpreter', {
                  language: of.probationer.spoken_language || t('agent.sign.language_unknown'),
                })}
              </Badge>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('agent.appointment.what')}</dt>
        <dd>
          {of.type.name}
          {comma()}
          {minutes(of.minutes)}
        </dd>
      </div>
      {of.place && (
        <div>
          <dt>{t('agent.book.place')}</dt>
          <dd>
            {of.place.full_name}
            {of.agenda && ` · ${of.agenda.name}`}
            {of.place_address && (
              <address>
                <bdi>{of.place_address}</bdi>
              </address>
            )}
          </dd>
        </div>
      )}
      {of.agent && (
        <div>
          <dt>{t('agent.appointment.agent')}</dt>
          <dd>{of.agent.name}</dd>
        </div>
      )}
      {of.prosecutor_number && (
        <div>
          <dt>{t('agent.book.prosecutor')}</dt>
          <dd class="ltr">{of.prosecutor_number}</dd>
        </div>
      )}
      <div>
        <dt>{t('agent.appointment.decider')}</dt>
        <dd>{textOf(`agent.decider.${of.type.decider}`, 'agent.decider.service')}</dd>
      </div>
    </dl>
  )
}

function AnswerCard({ of }: { of: AppointmentDetail }) {
  if (!of.answer) return null
  const { answer } = of
  return (
    <Card title={t('agent.answer.title')}>
      <p>
        <Badge kind={answer.kind === 'coming' ? 'info' : 'note'}>
          {answer.kind === 'late' ? lateBy(answer) : t(`agent.sign.${answer.kind}`)}
        </Badge>{' '}
        <span class="soft small">{recently(answer.at)}</span>
      </p>
      {answer.reason && <p>{reasonText(answer.reason, answer.kind === 'explain')}</p>}
      {answer.words && <p class="quoted">« {answer.words} »</p>}
      <p class="soft small">{t('agent.answer.rule')}</p>
    </Card>
  )
}

/** What an event says besides its name: from when to when, how and on which day, or why. */
function detailOf({ from, to, reason, told, words, way, on }: Record<string, string | number>, zone: string): string {
  if (way && on) return `${textOf(`agent.told.way.${way}`, 'agent.event.other')}${comma()}${plainDate(String(on))}`
  if (from && to) return `${brief(String(from), zone)} → ${brief(String(to), zone)}`
  if (reason) return textOf(`agent.cancel.reason.${reason}`, 'agent.cancel.reason.other')
  return [told && reasonText(String(told), false), words && `« ${words} »`].filter(Boolean).join(' ')
}

function History({ of }: { of: AppointmentDetail }) {
  return (
    <Card title={t('agent.appointment.history')}>
      <ol class="journal">
        {of.events.map((one) => (
          <li key={`${one.at}${one.event}`}>
            <time class="soft small" dateTime={one.at}>
              {recently(one.at)}
            </time>{' '}
            <span>{textOf(`agent.event.${one.event}`, 'agent.event.other')}</span>{' '}
            <span class="soft">
              {detailOf(one.detail, of.time_zone)} {actorName(one.by)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Acts({ of, reload }: { of: AppointmentDetail; reload: () => unknown }) {
  const [cancels, setCancels] = useState(false)
  return (
    <div class="row">
      {may('print_summons') && of.may.includes('print') && (
        <LinkButton kind="secondary" isSmall icon={paper} href={summonsAddress(of.id)} target="_blank" rel="noopener">
          {t('agent.book.print')}
        </LinkButton>
      )}
      {of.may.includes('move') && (
        <LinkButton kind="secondary" isSmall icon={calendar} href={href('move', { id: of.id })}>
          {t('agent.cannot.move')}
        </LinkButton>
      )}
      {of.may.includes('cancel') && (
        <Button kind="secondary" isSmall onClick={() => setCancels(true)}>
          {t('agent.cancel.go')}
        </Button>
      )}
      {(of.state === 'missed' || of.state === 'excused') && may('book') && (
        <LinkButton isSmall icon={person} href={href('book', { id: of.probationer.id })}>
          {t('agent.appointment.reconvene')}
        </LinkButton>
      )}
      <Cancel of={of} isOpen={cancels} onClose={() => setCancels(false)} reload={reload} />
    </div>
  )
}

/** Of one of which nothing was said: whether anything will be. */
const noMessage = ({ silence }: AppointmentDetail) =>
  silence ? t('agent.message.none_why', { why: whyOf(silence.reason) }) : t('agent.message.none_yet')

/** Something was said, and nothing waits. */
const isOver = (occasions: Occasion[]) =>
  occasions.length > 0 && occasions.every(({ state }) => state !== 'will' && state !== 'held')

const isToCome = (of: AppointmentDetail) => of.state === 'booked' && isAhead(of)

function Body({ of, reload, follow }: { of: AppointmentDetail; reload: () => unknown; follow: () => unknown }) {
  const outcomes = useOutcomes(() => void reload())
  const gone = useGone()
  useOutcomeKeys([of], outcomes)
  const tasks = of.tasks.filter((one) => !one.done_at && !gone.isGone(`task:${one.id}`))
  return (
    <div class="columns">
      <div class="stack">
        <ol class="appts">
          <AppointmentRow of={of} outcomes={outcomes} />
        </ol>
        <Acts of={of} reload={reload} />
        {of.unreachable && (
          <Banner kind="danger" title={t('agent.reach.head')}>
            <WhyUnreached of={of.unreachable} person={of.probationer.id} appointment={of.id} onDone={follow} />
          </Banner>
        )}
        {may('view_files') && (
          <Card title={t('agent.file.messages')}>
            {!of.is_planned && (
              <p class="soft" role="status">
                {t('agent.message.preparing')}
              </p>
            )}
            {of.silence && isOver(of.occasions) && isToCome(of) && (
              <Banner kind="note">{t('agent.message.no_more', { why: whyOf(of.silence.reason) })}</Banner>
            )}
            <Messages items={of.occasions} zone={of.time_zone} none={noMessage(of)} />
            {!of.silence && isToCome(of) && (
              <div class="row">
                <Resend id={of.id} isFirst={!of.is_told} onDone={follow} />
              </div>
            )}
          </Card>
        )}
        <History of={of} />
      </div>
      <aside class="stack" aria-label={t('agent.appointment.side')}>
        {tasks.length > 0 && (
          <Card title={t('agent.task.title')}>
            <ul class="pile">
              {tasks.map((one) => (
                <TaskLine key={one.id} of={one} gone={gone} appointment={of.id} />
              ))}
            </ul>
          </Card>
        )}
        <Card title={t('agent.appointment.facts')}>
          <Facts of={of} />
        </Card>
        <AnswerCard of={of} />
        <LegalNotifications of={of} reload={reload} />
      </aside>
    </div>
  )
}

export default function Appointment({ params }: ScreenProps) {
  const id = params.id ?? ''
  const { data, problem, copiedAt, reload } = useLoad(`appointment:${id}`, () => getAppointment(id))
  const follow = useFollow(`appointment:${id}`, reload)
  useUntil(data?.is_planned ?? true, data, reload)
  return (
    <div class="screen">
      <div>
        <PageTitle
          back={data && may('view_files') ? href('file', { id: data.probationer.id }) : href('appointments')}
          name={t('agent.appointment.title')}
        >
          <What>{t('agent.appointment.title')}</What> {data && capital(dayAndHour(data.starts_at, data.time_zone))}
        </PageTitle>
        {data && (
          <p class="row soft">
            <span>{fullName(data.probationer)}</span> <StateOf of={data.state} />
          </p>
        )}
      </div>
      {copiedAt && <Banner kind="note">{t('agent.kept.old_copy')}</Banner>}
      {problem && !data && <ErrorState problem={problem} reload={reload} kept={t('agent.kept.nothing_lost')} />}
      {!data && !problem && <Skeleton lines={8} />}
      {data && <Body of={data} reload={reload} follow={follow} />}
    </div>
  )
}
