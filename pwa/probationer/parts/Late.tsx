// "I'll be late", on the day: call first, then say by how much. Passed on, not an excuse (field rule 5).
import { useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { daysUntil, t, textOf } from '../../kit/i18n'
import { Banner, Button, Dialog } from '../../kit/ui'
import { keptAnswer, perform } from '../acts'
import type { Appointment } from '../api'
import { now } from '../clock'
import { Call } from './Call'
import { fate, Unsent, wordsOf } from './Said'

const HOUR = 3_600_000
const CHOICES = [10, 20, 30] as const

/** The day itself at the place, until an hour after the hour; the server decides by the same rule. */
export const mayBeLate = ({ starts_at, time_zone }: Pick<Appointment, 'starts_at' | 'time_zone'>, at = now()) =>
  daysUntil(starts_at, time_zone, at) <= 0 && at.getTime() < Date.parse(starts_at) + HOUR

export function SaidLate({ appointment }: { appointment: Appointment }) {
  const { answer } = appointment
  const own = keptAnswer(appointment)
  if (own)
    return (
      <Unsent own={own} appointment={appointment}>
        {!own.isSending && <p>{t('app.late.kept')}</p>}
        <p>{t('app.late.rule')}</p>
      </Unsent>
    )
  return (
    <Banner kind="note" title={wordsOf({ kind: 'late', late_minutes: answer?.late_minutes }, appointment)}>
      <p>{t('app.late.rule')}</p>
      {answer && <p class="small">{fate(answer)}</p>}
    </Banner>
  )
}

export function Late({ appointment }: { appointment: Appointment }) {
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState<number>()
  const { id, revision, where, whom_to_call: whom } = appointment
  // Where nobody has to go, one calls.
  if (where !== 'place' || !mayBeLate(appointment)) return null
  const say = async (late: (typeof CHOICES)[number]) => {
    setBusy(late)
    setProblem(undefined)
    await perform({ act: 'answer', appointment: id, revision, kind: 'late', late_minutes: late }).then(
      () => setOpen(false),
      (error: unknown) => setProblem(asProblem(error).code),
    )
    setBusy(undefined)
  }
  return (
    <>
      <Button isWide kind="secondary" onClick={() => setOpen(true)}>
        {t('app.late.say')}
      </Button>
      <Dialog title={t('app.late.say')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <div class="stack">
          <p>{t('app.late.call')}</p>
          <Call whom={whom} isNamed />
          <p class="strong">{t('app.late.title')}</p>
          {CHOICES.map((late) => (
            <Button
              key={late}
              isWide
              kind="secondary"
              isBusy={busy === late}
              isOff={busy !== undefined}
              onClick={() => void say(late)}
            >
              {t(`app.late.${late}`)}
            </Button>
          ))}
          <p class="small">{t('app.late.rule')}</p>
          {problem && <Banner kind="danger">{textOf(`errors.${problem}`, 'errors.unexpected')}</Banner>}
        </div>
      </Dialog>
    </>
  )
}
