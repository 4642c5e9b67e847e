// "I can't come": why, in a tap and a line, and plainly what it does and does not do.
import { useState } from 'preact/hooks'
import { useForm } from '../../kit/form'
import { capital, dayAndHour, t } from '../../kit/i18n'
import { href, type ScreenProps } from '../../kit/router'
import { Banner, ChoiceField, FormProblem, LinkButton, Submit, TextArea } from '../../kit/ui'
import { phone as phoneIcon } from '../../kit/ui/icons'
import { kept, keptAnswer, perform } from '../acts'
import { REASONS } from '../wishes'
import type { Appointment } from '../api'
import { now } from '../clock'
import { NotExcused, Tel } from '../parts/Answer'
import { Page } from '../parts/Page'
import { useAppointment } from '../reading'
import { useSignal } from '../signal'

function Ask({ appointment, onSaid }: { appointment: Appointment; onSaid: () => void }) {
  const { id, revision, whom_to_call: whom } = appointment
  const form = useForm(async (values) => {
    await perform({
      act: 'answer',
      appointment: id,
      revision,
      kind: 'cannot',
      reason: REASONS.find((one) => one === values.text('reason')),
      words: values.maybe('words'),
    })
    onSaid()
  })
  return (
    <form {...form.props} class="card stack">
      <p>
        {t('app.cannot.before')} <Tel number={whom.phone} />
      </p>
      <ChoiceField
        form={form}
        name="reason"
        label={t('app.cannot.why')}
        options={REASONS.map((value) => ({ value, label: t(`app.reason.${value}`) }))}
      />
      <TextArea
        form={form}
        name="words"
        expected="few_words"
        label={t('app.cannot.words')}
        hint={t('app.cannot.words_hint')}
        maxLength={500}
      />
      <FormProblem form={form} />
      <Submit form={form} isWide>
        {t('app.cannot.send')}
      </Submit>
    </form>
  )
}

export function Cannot({ params }: ScreenProps) {
  const id = params['id']!
  const loaded = useAppointment(id)
  const [said, setSaid] = useState(false)
  useSignal(kept)
  return (
    <Page loaded={loaded} title={t('app.cannot.title')} back={href('appointment', { id })}>
      {(appointment) => (
        <div class="stack">
          <p class="lead">{capital(dayAndHour(appointment.starts_at, appointment.time_zone, now()))}</p>
          {said ? (
            <div class="stack" role="status">
              <NotExcused appointment={appointment} />
              <LinkButton isWide icon={phoneIcon} href={`tel:${appointment.whom_to_call.phone}`}>
                {t('app.call')}
              </LinkButton>
              <LinkButton isWide kind="quiet" href={href('home')}>
                {t('app.tab.home')}
              </LinkButton>
            </div>
          ) : (
            <>
              {keptAnswer(appointment)?.wish.kind === 'cannot' && <NotExcused appointment={appointment} />}
              <Ask appointment={appointment} onSaid={() => setSaid(true)} />
            </>
          )}
          {!said && appointment.excuse_word && (
            <Banner>{t('app.cannot.called', { word: appointment.excuse_word })}</Banner>
          )}
        </div>
      )}
    </Page>
  )
}
