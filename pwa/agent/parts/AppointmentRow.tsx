// One appointment in a list: when, who, what the person said, and its outcome by one key.
import { hour, t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Badge, type BadgeKind, Button } from '../../kit/ui'
import type { Appointment, AppointmentState, Outcome, Reason } from '../api/types'
import { isAhead, may } from '../session'
import { Kbd } from '../shell/Kbd'
import { useKeysOn } from '../shell/keys'
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
  [type.name, said === 'all' ? (agenda?.name ?? place?.full_name) : said === 'type_and_place' && place?.full_name]
    .filter(Boolean)
    .join(' · ')

export const lateBy = ({ late_minutes: minutes }: NonNullable<Appointment['answer']>) =>
  minutes === 30 ? t('agent.sign.late_more') : t('agent.sign.late', { minutes: minutes ?? 0 })

/** Its outcome is given, or can still be taken back, on this very row, which keeps its height meanwhile. */
const isOpen = ({ may: allowed }: Appointment) => allowed.some((one) => ['outcome', 'excuse', 'undo'].includes(one))

/** Of what is to come nothing but an excuse is recorded, which takes less room. */
function actsOf(of: Appointment) {
  if (!isOpen(of)) return 'appt__acts'
  return isAhead(of) ? 'appt__acts appt__acts--open appt__acts--ahead' : 'appt__acts appt__acts--open'
}

/** What stands only until the outcome is given. Where that is given here, its room stays: no row below moves. */
function Awaited({ of }: { of: Appointment }) {
  const { answer, reach, probationer, state } = of
  if (state !== 'booked' && !isOpen(of)) return null
  return (
    <span class={state === 'booked' ? 'appt__signs' : 'appt__signs appt__signs--over'}>
      {answer?.kind === 'coming' && <Badge kind="info">{t('agent.sign.coming')}</Badge>}
      {answer?.kind === 'cannot' && <Badge kind="note">{t('agent.sign.cannot')}</Badge>}
      {answer?.kind === 'late' && <Badge kind="note">{lateBy(answer)}</Badge>}
      {reach === 'ok' && of.reach_reason === 'through_contact' && (
        <Badge kind="info">{t('agent.sign.through_contact')}</Badge>
      )}
      {/* Whoever answers was reached, whatever became of our messages. */}
      {reach === 'failed' && !answer && <Badge kind="note">{t('agent.sign.unreachable')}</Badge>}
      {probationer.state !== 'followed' && <StateBadge of={probationer.state} />}
    </span>
  )
}

/** What one should know before the person comes in. */
export function Signs({ of }: { of: Appointment }) {
  const { answer, probationer, state } = of
  return (
    <>
      <Awaited of={of} />
      {state === 'missed' && answer?.kind === 'explain' && <Badge kind="note">{t('agent.sign.explain')}</Badge>}
      {probationer.needs_interpreter && (
        <Badge>
          {t('agent.sign.interpreter', { language: probationer.spoken_language || t('agent.sign.language_unknown') })}
        </Badge>
      )}
    </>
  )
}

/** Under what was recorded, in the same room: the reason is read whole, and the list opens over the page. */
function Reasons({ of, outcomes }: { of: Appointment; outcomes: Outcomes }) {
  const areKeysOn = useKeysOn()
  const told = REASONS.some((one) => one === of.reason_told) ? of.reason_told : ''
  const said = of.reason_told ? reasonText(of.reason_told, true) : t('agent.reason.choose')
  return (
    <span class="appt__told">
      <StateOf of={of.state} />
      <span class="appt__why" aria-hidden="true">
        {said}
      </span>
      <select
        class="appt__reason"
        aria-label={`${t('agent.reason.label')} (${fullName(of.probationer)})`}
        value={told}
        onChange={(event) => event.currentTarget.value && outcomes.tell(of, event.currentTarget.value as Reason)}
      >
        {!told && <option value="">{said}</option>}
        {REASONS.map((reason, index) => (
          <option key={reason} value={reason}>
            {areKeysOn ? `${index + 1} · ${reasonText(reason, true)}` : reasonText(reason, true)}
          </option>
        ))}
      </select>
    </span>
  )
}

function Acts({ of, outcomes }: { of: Appointment; outcomes: Outcomes }) {
  const waits = of.may.includes('outcome')
  /** Why she missed it can still be written down. */
  const isAsked = of.state === 'missed' && of.may.includes('undo')
  const able = KEYS.filter(([outcome]) => mayRecord(of, outcome))
  const after = (act: () => void) => () => {
    act()
    // The button is gone once pressed: the focus stays on its row.
    requestAnimationFrame(() => focusRow(of.id))
  }
  return (
    <div class={actsOf(of)}>
      {isAsked ? <Reasons of={of} outcomes={outcomes} /> : of.state !== 'booked' && <StateOf of={of.state} />}
      {of.state === 'missed' && !isAsked && of.reason_told && (
        <span class="soft small">{reasonText(of.reason_told, true)}</span>
      )}
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
          {isOwn ? [of.place?.full_name, of.agenda?.name].filter(Boolean).join(' · ') : where(of, said)}
        </p>
        {(of.state === 'booked' || isOpen(of)) && of.answer?.kind === 'cannot' && of.answer.words && (
          <p class="small appt__words">« {of.answer.words} »</p>
        )}
      </div>
      <Acts of={of} outcomes={outcomes} />
    </li>
  )
}
