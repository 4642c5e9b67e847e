// A person whom no message reaches: why, what to do, and the two gestures that mend it.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { asProblem, type Problem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { capital, hour, isoDay, recently, t, textOf } from '../../kit/i18n'
import { href } from '../../kit/router'
import { whyOf } from '../../kit/told'
import { Banner, Button, ChoiceField, Dialog, Field, FormProblem, LinkButton, Submit, toast } from '../../kit/ui'
import { resendAppointment, tellOtherwise } from '../api/calls'
import type { Unreached, WayOfTelling } from '../api/types'
import { may, serverNow, zone } from '../session'

const WAYS: WayOfTelling[] = ['call', 'letter', 'in_person', 'by_another']
/** Where sending once more may help, and where another number would. */
const WORTH_RESENDING = new Set<Unreached['cause']>(['phone_off', 'ours', 'late'])
const NUMBERS = new Set<Unreached['cause']>(['number', 'no_number', 'no_sms'])

function TellForm({ id, onDone }: { id: string; onDone: () => void }) {
  const form = useForm(async (values) => {
    await tellOtherwise(id, { way: values.text('way') as WayOfTelling, on: values.text('on') })
    toast(t('agent.told.done'))
    onDone()
  })
  return (
    <form {...form.props} class="stack">
      <FormProblem form={form} />
      <p class="soft">{t('agent.told.what')}</p>
      <ChoiceField
        form={form}
        name="way"
        expected="reached_way"
        label={t('agent.told.way')}
        required
        options={WAYS.map((way) => ({ value: way, label: t(`agent.told.way.${way}`) }))}
      />
      <Field
        form={form}
        name="on"
        expected="past_day"
        type="date"
        label={t('agent.told.on')}
        required
        defaultValue={isoDay(serverNow(), zone())}
      />
      <Submit form={form}>{t('agent.told.go')}</Submit>
    </form>
  )
}

/** « J’ai prévenu autrement » */
function ToldOtherwise({ id, of, onDone }: { id: string; of?: string; onDone: () => unknown }) {
  const [isOpen, setOpen] = useState(false)
  if (!may('resend')) return null
  const done = () => {
    setOpen(false)
    void onDone()
  }
  return (
    <>
      <Button kind="secondary" isSmall onClick={() => setOpen(true)}>
        {t('agent.told.go')}
        {of && <span class="unseen"> ({of})</span>}
      </Button>
      <Dialog title={t('agent.told.title')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <TellForm id={id} onDone={done} />
      </Dialog>
    </>
  )
}

/** « Déjà renvoyé à 10 h 12 ; vous pourrez recommencer à 10 h 42. » */
function refusal({ code, detail }: Problem): string {
  const { at, again_at } = (detail ?? {}) as { at?: string; again_at?: string }
  if (code === 'resent_lately' && at && again_at)
    return t('agent.resend.lately', { at: hour(at, zone()), again: hour(again_at, zone()) })
  return textOf(`errors.${code}`, 'errors.unexpected')
}

interface Sending {
  id: string
  of?: string
  /** Nothing has left yet: there is nothing to send again. */
  isFirst?: boolean
  onDone: () => unknown
}

export function Resend({ id, of, isFirst, onDone }: Sending) {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  if (!may('resend')) return null
  const resend = async () => {
    setBusy(true)
    try {
      const { channel } = await resendAppointment(id)
      setProblem(undefined)
      toast(t('agent.resend.done', { channel: t(`agent.channel.${channel}`) }))
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(false)
    void onDone()
  }
  return (
    <>
      <Button kind="secondary" isSmall isBusy={isBusy} onClick={() => void resend()}>
        {t(isFirst ? 'agent.resend.first' : 'agent.resend.go')}
        {of && <span class="unseen"> ({of})</span>}
      </Button>
      <div role="alert" class="resend__said">
        {problem && <Banner kind="note">{refusal(problem)}</Banner>}
      </div>
    </>
  )
}

interface Mended {
  of: Pick<Unreached, 'cause'>
  person: string
  /** Said to who does not see beside whom the buttons stand. */
  name?: string
  /** None where there is no appointment to tell of. */
  appointment?: string
  onDone: () => unknown
  /** Where it matters that the agent told the person herself. */
  onTold?: () => unknown
}

/** The buttons that fit the cause. */
export function Mend({ of: { cause }, person, name, appointment, onDone, onTold = onDone }: Mended) {
  return (
    <div class="row unprinted">
      {NUMBERS.has(cause) && may('edit_file') && (
        <LinkButton kind="secondary" isSmall href={href('edit_file', { id: person })}>
          {t(cause === 'no_number' ? 'agent.counter.phone_after_all' : 'agent.reach.correct')}
          {name && <span class="unseen"> ({name})</span>}
        </LinkButton>
      )}
      {appointment && WORTH_RESENDING.has(cause) && <Resend id={appointment} of={name} onDone={onDone} />}
      {appointment && <ToldOtherwise id={appointment} of={name} onDone={onTold} />}
    </div>
  )
}

interface Part extends Mended {
  of: Unreached & { since?: string | null }
  children?: ComponentChildren
}

/** Why, since when, what to do, and the buttons that fit. */
export function WhyUnreached({ of, children, ...mended }: Part) {
  return (
    <div class="stack--small">
      <p>
        {children}
        {capital(whyOf(of.reason))}.{' '}
        {of.since && (
          <span class="soft small">{t('agent.reach.since', { when: recently(of.since, serverNow()) })}</span>
        )}
      </p>
      <p class="small">{textOf(`agent.reach_do.${of.cause}`, 'agent.reach_do.other')}</p>
      <Mend of={of} {...mended} />
    </div>
  )
}
