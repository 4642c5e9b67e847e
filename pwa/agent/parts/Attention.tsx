// What waits for the agent, beside the day: each line says what happened and what to do.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { day, phone, plural, recently, t, textOf } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Button, Card, Disclosure, LinkButton, toast } from '../../kit/ui'
import { finishTask, seeAnswer, seeContactChange } from '../api/calls'
import type { Appointment, ContactChange, EndingFile, Morning, Task, Unreachable } from '../api/types'
import { lateBy } from './AppointmentRow'
import type { Outcomes } from './outcomes'
import { fullName, PersonLink } from './person'
import { WhyUnreached } from './Reach'
import { may, zone } from '../session'
import { ReplyLine } from './Replies'
import { TrustedLine } from './TrustedLine'
import { brief } from './when'

const SHOWN = 3

/** The first ones; the others behind one press, so that each matter stays in sight. */
function Pile({ title, kind, children }: { title: string; kind: 'note' | 'danger' | 'info'; children: VNode[] }) {
  if (children.length === 0) return null
  const others = children.slice(SHOWN)
  return (
    <Card title={title} aside={<span class={`count count--${kind}`}>{children.length}</span>}>
      <ul class="pile">{children.slice(0, SHOWN)}</ul>
      {others.length > 0 && (
        <Disclosure summary={plural('agent.today.others', others.length)}>
          <ul class="pile">{others}</ul>
        </Disclosure>
      )}
    </Card>
  )
}

/** Gone from the list at once; back, with the reason, when the server refuses. */
export function useGone(again: () => unknown = () => undefined) {
  const [gone, setGone] = useState<Set<string>>(new Set())
  const dismiss = (key: string, act: () => Promise<unknown>, text: string) => {
    setGone((was) => new Set(was).add(key))
    act().then(
      () => toast(text),
      (error) => {
        setGone((was) => new Set([...was].filter((one) => one !== key)))
        toast(textOf(`errors.${asProblem(error).code}`, 'errors.unexpected'))
      },
    )
  }
  const hide = (key: string) => setGone((was) => new Set(was).add(key))
  return { isGone: (key: string) => gone.has(key), dismiss, hide, again }
}
export type Gone = ReturnType<typeof useGone>

function Cannot({ of, outcomes, gone }: { of: Appointment; outcomes: Outcomes; gone: Gone }) {
  const { answer } = of
  return (
    <li class="pile__line">
      <p>
        <PersonLink of={of.probationer} /> <span class="soft">{brief(of.starts_at, of.time_zone)}</span>
      </p>
      {answer?.kind === 'late' && <p>{lateBy(answer)}</p>}
      {answer?.reason && <p>{textOf(`agent.reason.${answer.reason}`, 'agent.reason.other')}</p>}
      {answer?.words && (
        <p class="quoted">
          « <bdi>{answer.words}</bdi> »
        </p>
      )}
      <div class="row">
        {of.may.includes('excuse') && outcomes.of(of).state === 'booked' && (
          <Button kind="secondary" isSmall onClick={() => outcomes.record(of, 'excused')}>
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

const shown = ({ field }: ContactChange, value: string) =>
  value === '' ? t('agent.change.nothing') : field === 'phone' ? phone(value) : value

/** Some entries tell of an event, not of a value that replaced another. */
const NOTICES = new Set(['device', 'sign_in', 'disowned'])

function Values({ of }: { of: ContactChange }) {
  if (of.field === 'device') return <p>{of.new}</p>
  if (NOTICES.has(of.field)) return <p>{textOf(`agent.change_value.${of.new}`, 'agent.change_value.other')}</p>
  return (
    <dl class="change">
      <div>
        <dt class="soft small">{t('agent.change.old')}</dt>
        <dd class="change__old">
          <bdi>{shown(of, of.old)}</bdi>
        </dd>
      </div>
      <div>
        <dt class="soft small">{t('agent.change.new')}</dt>
        <dd class="strong">
          <bdi>{shown(of, of.new)}</bdi>
        </dd>
      </div>
    </dl>
  )
}

export function ChangeLine({ of, gone, withName }: { of: ContactChange; gone: Gone; withName?: boolean }) {
  return (
    <li class="pile__line">
      {withName && (
        <p>
          <PersonLink of={of.probationer} />
        </p>
      )}
      <p class="strong small">{textOf(`agent.change.${of.field}`, 'agent.change.other')}</p>
      <Values of={of} />
      <p class="soft small">
        {t(of.by === 'person' ? 'agent.change.by_person' : 'agent.change.by_agent', { when: recently(of.at) })}
        {of.taken_back_at && ` · ${t('agent.change.taken_back', { when: recently(of.taken_back_at) })}`}
      </p>
      {of.seen_at && <p class="soft small">{t('agent.change.seen', { when: recently(of.seen_at) })}</p>}
      {!of.seen_at && may('see_replies') && (
        <Button
          kind="quiet"
          isSmall
          onClick={() => gone.dismiss(`change:${of.id}`, () => seeContactChange(of.id), t('agent.seen'))}
        >
          {t('agent.see')}
          <span class="unseen"> ({fullName(of.probationer)})</span>
        </Button>
      )}
    </li>
  )
}

export function TaskLine({
  of,
  gone,
  withName,
}: {
  of: Pick<Task, 'id' | 'kind'> & Partial<Task>
  gone: Gone
  withName?: boolean
}) {
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
      {may('notify_formally') && (
        <Button
          kind="quiet"
          isSmall
          onClick={() => gone.dismiss(`task:${of.id}`, () => finishTask(of.id), t('agent.task.finished'))}
        >
          {t('agent.task.done')}
        </Button>
      )}
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
  if (
    contacts.length +
      answers.length +
      replies.length +
      changes.length +
      tasks.length +
      of.unreachable.length +
      of.ending.length ===
    0
  ) {
    return (
      <Card look="soft">
        <p class="strong">{t('agent.today.calm')}</p>
        <p class="soft small">{t('agent.today.calm_what')}</p>
      </Card>
    )
  }
  return (
    <>
      <Pile title={t('agent.cannot.title')} kind="note">
        {answers.map((one) => (
          <Cannot key={one.id} of={one} outcomes={outcomes} gone={gone} />
        ))}
      </Pile>
      <Pile title={t('agent.reply.title')} kind="note">
        {replies.map((one) => (
          <ReplyLine key={one.id} of={one} gone={gone} withName />
        ))}
      </Pile>
      <Pile title={t('agent.reach.title')} kind="danger">
        {of.unreachable.map((one) => (
          <Lost key={`${one.probationer.id}${one.appointment?.id}`} of={one} gone={gone} />
        ))}
      </Pile>
      {of.to_call_count > 0 && may('resend') && (
        <p>
          <a href={href('to_call')}>{t('agent.reach.all', { n: of.to_call_count })}</a>
        </p>
      )}
      <Pile title={t('agent.task.title')} kind="note">
        {tasks.map((one) => (
          <TaskLine key={one.id} of={one} gone={gone} withName />
        ))}
      </Pile>
      <Pile title={t('agent.trust.today')} kind="note">
        {contacts.map((one) => (
          <TrustedLine key={one.id} of={one} onDone={() => gone.hide(`contact:${one.id}`)} />
        ))}
      </Pile>
      <Pile title={t('agent.change.title')} kind="info">
        {changes.map((one) => (
          <ChangeLine key={one.id} of={one} gone={gone} withName />
        ))}
      </Pile>
      <Pile title={t('agent.ending.title')} kind="note">
        {of.ending.map((one) => (
          <Ending key={one.probationer.id} of={one} />
        ))}
      </Pile>
    </>
  )
}
