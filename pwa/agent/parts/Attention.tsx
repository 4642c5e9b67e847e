// What waits for the agent, beside the day: each line says what happened and what to do.
import { useRef, useState } from 'preact/hooks'
import { day, t, textOf } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Button, Card, LinkButton } from '../../kit/ui'
import { finishTask, seeAnswer } from '../api/calls'
import type { Appointment, EndingFile, Morning, Task, Unreachable } from '../api/types'
import { lateBy, StateOf } from './AppointmentRow'
import { ChangeLine } from './ChangeLine'
import { type Outcomes, reasonText } from './outcomes'
import { fullName, PersonLink } from './person'
import { Pile } from './Pile'
import { WhyUnreached } from './Reach'
import { may, zone } from '../session'
import { ReplyLine } from './Replies'
import { SecondFileLine } from './SecondFile'
import { TrustedLine } from './TrustedLine'
import { type Gone, leftOf } from './useGone'
import { brief } from './when'

function CannotActs({ of, onExcuse, gone }: { of: Appointment; onExcuse: () => void; gone: Gone }) {
  const { answer } = of
  return (
    <div class="row">
      {of.may.includes('excuse') && (
        <Button kind="secondary" isSmall onClick={onExcuse}>
          {t('agent.cannot.excuse')}
        </Button>
      )}
      {of.may.includes('move') && (
        <LinkButton kind="secondary" isSmall href={href('move', { id: of.id })}>
          {t('agent.cannot.move')}
        </LinkButton>
      )}
      {answer && may('see_replies') && (
        <Button
          kind="quiet"
          isSmall
          onClick={() => gone.dismiss(`answer:${of.id}`, () => seeAnswer(answer.id), t('agent.seen'))}
        >
          {t('agent.see')}
        </Button>
      )}
    </div>
  )
}

/** Who can't come or comes late. Excused, its line stays and can be taken back, as every outcome can. */
function Cannot({ of, outcomes, gone }: { of: Appointment; outcomes: Outcomes; gone: Gone }) {
  const line = useRef<HTMLLIElement>(null)
  const [height, setHeight] = useState(0)
  const { answer } = of
  const now = outcomes.of(of)
  const change = (act: () => void) => {
    // What takes the place of its acts may be lower: the lines below stay where they are.
    setHeight(line.current?.offsetHeight ?? 0)
    act()
    // The button is gone once pressed: the focus stays on its line.
    requestAnimationFrame(() => line.current?.querySelector('button')?.focus())
  }
  return (
    <li class="pile__line" ref={line} style={height ? { minHeight: `${height}px` } : undefined}>
      <p>
        <PersonLink of={of.probationer} /> <span class="soft">{brief(of.starts_at, of.time_zone)}</span>
      </p>
      {answer?.kind === 'late' && <p>{lateBy(answer)}</p>}
      {answer?.reason && <p>{reasonText(answer.reason, answer.kind === 'explain')}</p>}
      {answer?.words && (
        <p class="quoted">
          « <bdi>{answer.words}</bdi> »
        </p>
      )}
      {now.state === 'booked' ? (
        <CannotActs of={of} onExcuse={() => change(() => outcomes.record(of, 'excused'))} gone={gone} />
      ) : (
        <div class="row">
          <StateOf of={now.state} />
          {now.may.includes('undo') && (
            <Button kind="quiet" isSmall onClick={() => change(() => outcomes.undo(now))}>
              {t('kit.undo')}
              <span class="unseen"> ({fullName(of.probationer)})</span>
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function Lost({ of, gone }: { of: Unreachable; gone: Gone }) {
  const { appointment } = of
  return (
    <li class="pile__line">
      <p>
        <PersonLink of={of.probationer} />
        {appointment && (
          <>
            {' '}
            <a class="soft" href={href('appointment', { id: appointment.id })}>
              {brief(appointment.starts_at, appointment.time_zone)}
            </a>
          </>
        )}
      </p>
      <WhyUnreached
        of={of}
        person={of.probationer.id}
        name={fullName(of.probationer)}
        appointment={appointment?.id}
        onDone={gone.again}
      />
    </li>
  )
}

/** In the address of an appointment: LegalNotifications.tsx opens its form at once. */
const NOTING = { note: '1' }

interface TaskProps {
  of: Pick<Task, 'id' | 'kind'> & Partial<Task>
  gone: Gone
  /** On whose page the line stands, where the task does not say it. */
  appointment?: string
  withName?: boolean
}

/** What was notified in law, and how, ends that task: its date and way are written down where the link opens at once. */
function TaskEnd({ of, gone, appointment = of.appointment?.id }: TaskProps) {
  if (of.kind !== 'notify_formally')
    return (
      <Button
        kind="quiet"
        isSmall
        onClick={() => gone.dismiss(`task:${of.id}`, () => finishTask(of.id), t('agent.task.finished'))}
      >
        {t('agent.task.done')}
      </Button>
    )
  if (!appointment) return null
  return (
    <LinkButton kind="quiet" isSmall href={href('appointment', { id: appointment }, NOTING)}>
      {t('agent.legal.add')}
    </LinkButton>
  )
}

export function TaskLine({ of, gone, withName, appointment }: TaskProps) {
  return (
    <li class="pile__line">
      {withName && of.probationer && (
        <p>
          <PersonLink of={of.probationer} />
          {of.appointment && (
            <>
              {' '}
              <a class="soft" href={href('appointment', { id: of.appointment.id })}>
                {brief(of.appointment.starts_at, of.appointment.time_zone)}
              </a>
            </>
          )}
        </p>
      )}
      <p>{textOf(`agent.task.${of.kind}`, 'agent.task.other')}</p>
      <p class="soft small">{textOf(`agent.task_do.${of.kind}`, 'agent.task_do.other')}</p>
      {may('notify_formally') && <TaskEnd of={of} gone={gone} appointment={appointment} />}
    </li>
  )
}

function Ending({ of }: { of: EndingFile }) {
  return (
    <li class="pile__line">
      <p>
        <PersonLink of={of.probationer} />
      </p>
      <p>{t(`agent.ending.${of.step}`, { day: day(of.at, zone()) })}</p>
      <p class="soft small">{t(`agent.ending_do.${of.step}`)}</p>
    </li>
  )
}

export function Attention({ of, outcomes, gone }: { of: Morning; outcomes: Outcomes; gone: Gone }) {
  const answers = of.answers.filter((one) => !gone.isGone(`answer:${one.id}`))
  const changes = of.contact_changes.filter((one) => !gone.isGone(`change:${one.id}`))
  const tasks = of.tasks.filter((one) => !gone.isGone(`task:${one.id}`))
  const replies = of.replies.filter((one) => !gone.isGone(`reply:${one.id}`))
  const contacts = of.trusted_contacts.filter((one) => !gone.isGone(`contact:${one.id}`))
  const seconds = of.second_files.filter((one) => !gone.isGone(`second:${one.id}`))
  const left = leftOf(of, gone)
  if (Object.values(left).every((count) => count === 0)) {
    return (
      <Card look="soft">
        <p class="strong">{t('agent.today.calm')}</p>
        <p class="soft small">{t('agent.today.calm_what')}</p>
      </Card>
    )
  }
  return (
    <>
      <Pile title={t('agent.cannot.title')} kind="note" name="answers" count={left.answers}>
        {answers.map((one) => (
          <Cannot key={one.id} of={one} outcomes={outcomes} gone={gone} />
        ))}
      </Pile>
      <Pile title={t('agent.reply.title')} kind="note" name="replies" count={left.replies}>
        {replies.map((one) => (
          <ReplyLine key={one.id} of={one} gone={gone} withName />
        ))}
      </Pile>
      <Pile title={t('agent.reach.title')} kind="danger" count={left.unreachable}>
        {of.unreachable.map((one) => (
          <Lost key={`${one.probationer.id}${one.appointment?.id}`} of={one} gone={gone} />
        ))}
      </Pile>
      {of.to_call_count > 0 && may('resend') && (
        <p>
          <a href={href('to_call')}>{t('agent.reach.all', { n: of.to_call_count })}</a>
        </p>
      )}
      <Pile title={t('agent.task.title')} kind="note" name="tasks" count={left.tasks}>
        {tasks.map((one) => (
          <TaskLine key={one.id} of={one} gone={gone} withName />
        ))}
      </Pile>
      <Pile title={t('agent.second_file.today')} kind="note" name="second_files" count={left.second_files}>
        {seconds.map((one) => (
          <SecondFileLine key={one.id} of={one} onDone={() => gone.hide(`second:${one.id}`)} />
        ))}
      </Pile>
      <Pile title={t('agent.trust.today')} kind="note" name="trusted_contacts" count={left.trusted_contacts}>
        {contacts.map((one) => (
          <TrustedLine key={one.id} of={one} onDone={() => gone.hide(`contact:${one.id}`)} />
        ))}
      </Pile>
      <Pile title={t('agent.change.title')} kind="info" name="contact_changes" count={left.contact_changes}>
        {changes.map((one) => (
          <ChangeLine key={one.id} of={one} gone={gone} withName />
        ))}
      </Pile>
      <Pile title={t('agent.ending.title')} kind="note" name="ending" count={left.ending}>
        {of.ending.map((one) => (
          <Ending key={one.probationer.id} of={one} />
        ))}
      </Pile>
    </>
  )
}
