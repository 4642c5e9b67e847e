// What the person wrote herself of an appointment: entire, with its hour. A further message is added, none is written over.
import { recently, t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Card, LinkButton } from '../../kit/ui'
import { kept, keptAnswer } from '../acts'
import type { Appointment } from '../api'
import { now } from '../clock'
import { useSignal } from '../signal'
import { type Reason, REASONS } from '../wishes'
import { wordsOf } from './Said'

type Answer = Appointment['answers'][number]
type Said = Pick<Answer, 'kind'> & { [name in 'reason' | 'words']?: string | null | undefined } & {
  late_minutes?: number | null | undefined
}

/** Once the hour has passed nobody says any more that he « can't ». */
export const reasonText = (reason: Reason, isOver: boolean) =>
  t(isOver && reason === 'unable' ? 'app.reason_after.unable' : `app.reason.${reason}`)

/** What was taken since the last reading too; a copy made by an earlier version of the app has the last one alone. */
const sentOf = ({ answers = [], answer }: Appointment): Answer[] =>
  answer && !answers.some(({ at }) => at === answer.at) ? [...answers, answer] : answers

const isMessage = (of: Pick<Said, 'kind'> | null | undefined) => of?.kind === 'cannot' || of?.kind === 'explain'
const isWritten = (of: Said) => of.words || isMessage(of)

function Line({ of, appointment, foot }: { of: Said; appointment: Appointment; foot: string }) {
  const reason = REASONS.find((one) => one === of.reason)
  return (
    <li class="message">
      <p class="strong said">
        {wordsOf(of, appointment)}
        {reason && ` · ${reasonText(reason, of.kind === 'explain')}`}
      </p>
      {of.words && (
        <p class="message__text" dir="auto">
          {of.words}
        </p>
      )}
      <p class="soft small said">{foot}</p>
    </li>
  )
}

/** `more`: a way to where a further one is written, unless « I'll be there » was said since. */
export function Written({ appointment, more }: { appointment: Appointment; more?: boolean }) {
  useSignal(kept)
  const own = keptAnswer(appointment)
  const sent = sentOf(appointment).filter(isWritten)
  const waits = own && isWritten(own.wish)
  if (!waits && !sent[0]) return null
  const mayAdd = appointment.state === 'missed' || Date.parse(appointment.starts_at) > now().getTime()
  return (
    <Card title={t('app.written.title')}>
      <ul class="lines">
        {sent.map((one) => (
          <Line
            key={one.at}
            of={one}
            appointment={appointment}
            foot={t('app.answer.sent', { at: recently(one.at, now()) })}
          />
        ))}
        {waits && (
          <Line
            of={own.wish}
            appointment={appointment}
            foot={t(own.isSending ? 'app.kept.sending' : 'app.kept.badge')}
          />
        )}
      </ul>
      {more && mayAdd && isMessage(own?.wish ?? appointment.answer) && (
        <LinkButton kind="secondary" isWide href={href('cannot', { id: appointment.id })}>
          {t('app.written.add')}
        </LinkButton>
      )}
    </Card>
  )
}
