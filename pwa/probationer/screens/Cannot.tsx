// "I can't come", and after a miss "what happened": why, in a tap and a line, and plainly what it does and does not do.
import { useState } from 'preact/hooks'
import { useForm } from '../../kit/form'
import { capital, dayAndHour, t } from '../../kit/i18n'
import { href, type ScreenProps } from '../../kit/router'
import { Banner, ChoiceField, FormProblem, LinkButton, Submit, TextArea } from '../../kit/ui'
import { phone as phoneIcon } from '../../kit/ui/icons'
import { kept, keptAnswer, perform } from '../acts'
import type { Appointment } from '../api'
import { now } from '../clock'
import { decides, NotExcused, Tel } from '../parts/Answer'
import { Page } from '../parts/Page'
import { keeps, Unsent } from '../parts/Said'
import { reasonText, Written } from '../parts/Written'
import { useAppointment } from '../reading'
import { known } from '../session'
import { useSignal } from '../signal'
import { LONGEST, REASONS, REASONS_FROM_HOME } from '../wishes'

const kindOf = ({ state }: Appointment) => (state === 'missed' ? 'explain' : 'cannot')

interface Draft {
  reason: string
  words: string
}
/** What was begun and not sent, by appointment: a tab that is touched by mistake takes nothing away. In memory alone, and
 * of who is signed in. */
const drafts = new Map<string, Draft>()
let writer = known.value?.holder
known.follow(() => {
  if (known.value?.holder !== writer) drafts.clear()
  writer = known.value?.holder
})

function draftOf(form: HTMLFormElement): Draft {
  const given = new FormData(form)
  return { reason: String(given.get('reason') ?? ''), words: String(given.get('words') ?? '') }
}

/** Field rule 16. */
function Before({ appointment }: { appointment: Appointment }) {
  return (
    <>
      <p>
        {t('app.cannot.before')} {decides(appointment)}
      </p>
      <p class="strong">{keeps(appointment)}</p>
      <p>
        {t('app.cannot.soon')} <Tel number={appointment.whom_to_call.phone} />
      </p>
    </>
  )
}

function Ask({ appointment, onSaid }: { appointment: Appointment; onSaid: () => void }) {
  const { id, revision, where, starts_at } = appointment
  const kind = kindOf(appointment)
  const isOver = Date.parse(starts_at) <= now().getTime()
  const reasons = where === 'place' ? REASONS : REASONS_FROM_HOME
  const form = useForm(async (values) => {
    await perform({
      act: 'answer',
      appointment: id,
      revision,
      kind,
      reason: REASONS.find((one) => one === values.text('reason')),
      words: values.maybe('words'),
    })
    drafts.delete(id)
    onSaid()
  })
  const draft = drafts.get(id)
  const waiting = keptAnswer(appointment)?.wish
  const former = waiting?.reason ?? appointment.answer?.reason ?? undefined
  const note = (event: Event) => {
    form.props.onInput(event)
    drafts.set(id, draftOf(event.currentTarget as HTMLFormElement))
  }
  return (
    <form {...form.props} onInput={note} class="card stack">
      {kind === 'cannot' && <Before appointment={appointment} />}
      <ChoiceField
        form={form}
        name="reason"
        label={t('app.cannot.why')}
        value={draft ? draft.reason : former}
        options={reasons.map((value) => ({ value, label: reasonText(value, isOver) }))}
      />
      <TextArea
        form={form}
        name="words"
        expected="few_words"
        label={t('app.cannot.words')}
        hint={t('app.cannot.words_hint')}
        maxLength={LONGEST - (waiting?.words ? waiting.words.length + 1 : 0)}
        defaultValue={draft?.words}
      />
      <FormProblem form={form} />
      <Submit form={form} isWide>
        {t('app.cannot.send')}
      </Submit>
    </form>
  )
}

/** What was said, and what holds until an answer comes. */
function Said({ appointment }: { appointment: Appointment }) {
  const own = keptAnswer(appointment)
  const calling = <p>{t('app.missed.calling')}</p>
  return (
    <div class="stack" role="status">
      {kindOf(appointment) === 'cannot' ? (
        <NotExcused appointment={appointment} />
      ) : own ? (
        <Unsent own={own} appointment={appointment}>
          {calling}
        </Unsent>
      ) : (
        <Banner kind="success" title={t('app.cannot.passed_on')}>
          {calling}
        </Banner>
      )}
      <Written appointment={appointment} />
      <LinkButton isWide icon={phoneIcon} href={`tel:${appointment.whom_to_call.phone}`}>
        {t('app.call')}
      </LinkButton>
      <LinkButton isWide kind="quiet" href={href('home')}>
        {t('app.tab.home')}
      </LinkButton>
    </div>
  )
}

export function Cannot({ params }: ScreenProps) {
  const id = params['id']!
  const loaded = useAppointment(id)
  const [said, setSaid] = useState(false)
  useSignal(kept)
  const { data } = loaded
  const title =
    data && kindOf(data) === 'explain' ? t('app.missed.title') : t(`app.answer.cannot.${data?.where ?? 'place'}`)
  return (
    <Page loaded={loaded} title={title} back={href('appointment', { id })}>
      {(appointment) => (
        <div class="stack">
          <p class="lead">{capital(dayAndHour(appointment.starts_at, appointment.time_zone, now()))}</p>
          {said ? (
            <Said appointment={appointment} />
          ) : (
            <>
              {keptAnswer(appointment)?.wish.kind === 'cannot' && <NotExcused appointment={appointment} />}
              <Written appointment={appointment} />
              <Ask appointment={appointment} onSaid={() => setSaid(true)} />
            </>
          )}
        </div>
      )}
    </Page>
  )
}
