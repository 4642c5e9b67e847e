// One appointment in a list: when, who, what the person said, and its outcome by one key.
import { hour, t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Badge, type BadgeKind, Button } from '../../kit/ui'
import type { Appointment, AppointmentState, Outcome } from '../api/types'
import { may } from '../session'
import { Kbd } from '../shell/Kbd'
import { focusRow, mayRecord, type Outcomes, REASONS, reasonText } from './outcomes'
import { fullName, StateBadge } from './person'
import { briefDay } from './when'

const STATES: Record<AppointmentState, BadgeKind> = {
  booked: 'neutral',
  cancelled: 'neutral',
  came: 'success',
  missed: 'danger',
  excused: 'neutral',
}
const KEYS: [Outcome, string][] = [
  ['came', 'V'],
  ['missed', 'M'],
  ['excused', 'E'],
]

export const StateOf = ({ of }: { of: AppointmentState }) => (
  <Badge kind={STATES[of]}>{t(`agent.appointment.state.${of}`)}</Badge>
)

export const where = ({ type, place, agenda }: Appointment, said: RowProps['said'] = 'all') =>
  [type.name, said === 'all' ? (agenda?.name ?? place?.name) : said === 'type_and_place' && place?.name]
    .filter(Boolean)
    .join(' · ')

export const lateBy = ({ late_minutes: minutes }: NonNullable<Appointment['answer']>) =>
  minutes === 30 ? t('agent.sign.late_more') : t('agent.sign.late', { minutes: minutes ?? 0 })

/** What one should know before the person comes in. */
export function Signs({ of }: { of: Appointment }) {
  const { answer, reach, probationer, state } = of
  const isAwaited = state === 'booked'
  return (
    <>
      {isAwaited && answer?.kind === 'coming' && <Badge kind="info">{t('agent.sign.coming')}</Badge>}
      {isAwaited && answer?.kind === 'cannot' && <Badge kind="note">{t('agent.sign.cannot')}</Badge>}
      {isAwaited && answer?.kind === 'late' && <Badge kind="note">{lateBy(answer)}</Badge>}
      {state === 'missed' && answer?.kind === 'explain' && <Badge kind="note">{t('agent.sign.explain')}</Badge>}
      {isAwaited && reach === 'ok' && of.reach_reason === 'through_contact' && (
        <Badge kind="info">{t('agent.sign.through_contact')}</Badge>
      )}
      {/* Whoever answers was reached, whatever became of our messages. */}
      {isAwaited && reach === 'failed' && !answer && <Badge kind="note">{t('agent.sign.unreachable')}</Badge>}
      {isAwaited && probationer.state !== 'followed' && <StateBadge of={probationer.state} />}
      {probationer.needs_interpreter && (
        <Badge>
          {t('agent.sign.interpreter', { language: probationer.spoken_language || t('agent.sign.language_unknown') })}
        </Badge>
      )}
    </>
  )
}

function Reasons({ of, outcomes }: { of: Appointment; outcomes: Outcomes }) {
  return (
    <div class="appt__reasons" role="group" aria-label={t('agent.reason.label')}>
      <span class="soft small">{t('agent.reason.label')}</span>
      {REASONS.map((reason, index) => (
        <button
          key={reason}
          type="button"
          class="chip chip--small"
          aria-pressed={of.reason_told === reason}
          onClick={() => outcomes.tell(of, reason)}
        >
          {reasonText(reason, true)} <Kbd>{String(index + 1)}</Kbd>
        </button>
      ))}
    </div>
  )
}

function Acts({ of, outcomes }: { of: Appointment; outcomes: Outcomes }) {
  const waits = of.may.includes('outcome')
  const able = KEYS.filter(([outcome]) => mayRecord(of, outcome))
  const after = (act: () => void) => () => {
    act()
    // The button is gone once pressed: the focus stays on its row.
    requestAnimationFrame(() => focusRow(of.id))
  }
  return (
    <div class="appt__acts">
      {of.state !== 'booked' && <StateOf of={of.state} />}
      {of.state === 'missed' && of.reason_told && <span class="soft small">{reasonText(of.reason_told, true)}</span>}
      {of.may.includes('undo') && (
        <Button kind="quiet" isSmall onClick={after(() => outcomes.undo(of))}>
          {t('kit.undo')}
          <span class="unseen"> ({fullName(of.probationer)})</span>
        </Button>
      )}
      {of.state === 'booked' &&
        able.map(([outcome, key]) => (
          <Button
            key={outcome}
            kind={waits ? 'secondary' : 'quiet'}
            isSmall
            onClick={after(() => outcomes.record(of, outcome))}
          >
            {t(waits ? `agent.outcome.${outcome}` : 'agent.cannot.excuse')}
            <span class="unseen"> ({fullName(of.probationer)})</span> <Kbd>{key}</Kbd>
          </Button>
        ))}
    </div>
  )
}

export interface RowProps {
  of: Appointment
  outcomes: Outcomes
  withDay?: boolean
  /** In the person's own file the name goes without saying. */
  isOwn?: boolean
  /** In one's own day, what and nothing more; the place where there are several. */
  said?: 'all' | 'type' | 'type_and_place'
}

export function AppointmentRow({ of: given, outcomes, withDay, isOwn, said = 'all' }: RowProps) {
  const of = outcomes.of(given)
  const waits = of.state === 'booked' && of.may.includes('outcome')
  return (
    <li class={`appt appt--${of.state}`} data-row={of.id} data-waits={waits ? '1' : '0'}>
      <a class="appt__hour" href={href('appointment', { id: of.id })}>
        {withDay && <span class="appt__day">{briefDay(of.starts_at, of.time_zone)}</span>}
        <time dateTime={of.starts_at}>{hour(of.starts_at, of.time_zone)}</time>
        <span class="unseen"> {t('agent.appointment.detail')}</span>
      </a>
      <div class="appt__who">
        <p class="appt__name">
          <a
            data-row-link
            href={
              isOwn || !may('view_files') ? href('appointment', { id: of.id }) : href('file', { id: of.probationer.id })
            }
          >
            {isOwn ? of.type.name : fullName(of.probationer)}
          </a>{' '}
          <Signs of={of} />
        </p>
        <p class="soft small">
          {isOwn ? [of.place?.name, of.agenda?.name].filter(Boolean).join(' · ') : where(of, said)}
        </p>
        {of.state === 'booked' && of.answer?.kind === 'cannot' && of.answer.words && (
          <p class="small appt__words">« {of.answer.words} »</p>
        )}
      </div>
      <Acts of={of} outcomes={outcomes} />
      {of.state === 'missed' && of.may.includes('undo') && !of.reason_told && <Reasons of={of} outcomes={outcomes} />}
    </li>
  )
}
