// "I'll be there" and "I can't come": what was answered, who decides, how the answer comes, and whom to call. The words
// are those of where it happens: nobody "comes" to a call.
import { useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { dayAndHour, t, textOf } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Banner, Button, LinkButton, PhoneNumber } from '../../kit/ui'
import { keptAnswer, kept, perform } from '../acts'
import type { Appointment } from '../api'
import { now } from '../clock'
import { useSignal } from '../signal'
import { Late, SaidLate } from './Late'
import { fate, keeps, Unsent, wordsOf } from './Said'

export const Tel = ({ number }: { number: string }) => (
  <a href={`tel:${number}`}>
    <PhoneNumber of={number} />
  </a>
)

/** Field rule 16: who decides. */
export const decides = ({ decider }: Appointment) =>
  t(decider === 'judge' ? 'app.cannot.decides.judge' : 'app.cannot.decides.service')

/** Field rules 5 and 16: passed on, not excused, the appointment stands; and the number to call. */
export function NotExcused({ appointment }: { appointment: Appointment }) {
  const { whom_to_call: whom, answer } = appointment
  const own = keptAnswer(appointment)
  const rule = (
    <>
      <p>{t('app.cannot.not_excused')}</p>
      <p class="strong">{keeps(appointment)}</p>
      <p>{decides(appointment)}</p>
      <p>
        {t('app.cannot.call')} <Tel number={whom.phone} />.
      </p>
    </>
  )
  if (own)
    return (
      <Unsent own={own} appointment={appointment}>
        {rule}
      </Unsent>
    )
  return (
    <Banner kind="note" title={t('app.cannot.passed_on')}>
      {rule}
      {answer && (
        <p class="small">
          {answer.seen_at && `${fate(answer)} `}
          {t('app.cannot.receipt', { when: dayAndHour(answer.at, undefined, now()) })}
        </p>
      )}
    </Banner>
  )
}

function Coming({ appointment, hasWithdrawn }: { appointment: Appointment; hasWithdrawn: boolean }) {
  const own = keptAnswer(appointment)
  if (own) return <Unsent own={own} appointment={appointment} />
  return (
    <Banner kind="success" title={wordsOf({ kind: 'coming' }, appointment)}>
      {hasWithdrawn && <p class="strong">{t('app.answer.withdrawn')}</p>}
      {t('app.answer.coming_words')}
    </Banner>
  )
}

export function Answer({ appointment }: { appointment: Appointment }) {
  useSignal(kept)
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const [hasWithdrawn, setWithdrawn] = useState(false)
  const { where } = appointment
  const kind = keptAnswer(appointment)?.wish.kind ?? appointment.answer?.kind
  // Past its hour nobody says any more that he will be there or can't; late is still worth a word.
  const isAhead = Date.parse(appointment.starts_at) > now().getTime()
  const say = async () => {
    setBusy(true)
    setProblem(undefined)
    setWithdrawn(kind === 'cannot')
    await perform({ act: 'answer', appointment: appointment.id, revision: appointment.revision, kind: 'coming' }).catch(
      (error: unknown) => setProblem(asProblem(error).code),
    )
    setBusy(false)
  }
  return (
    <div class="stack stack--answers" aria-live="polite">
      {kind === 'coming' && <Coming appointment={appointment} hasWithdrawn={hasWithdrawn} />}
      {kind === 'cannot' && <NotExcused appointment={appointment} />}
      {kind === 'late' && <SaidLate appointment={appointment} />}
      {isAhead && kind !== 'coming' && kind !== 'late' && (
        <Button isWide kind={kind ? 'quiet' : 'primary'} isBusy={isBusy} onClick={() => void say()}>
          {t(`app.answer.come.${where}`)}
        </Button>
      )}
      {isAhead && !kind && (
        <LinkButton isWide kind="secondary" href={href('cannot', { id: appointment.id })}>
          {t(`app.answer.cannot.${where}`)}
        </LinkButton>
      )}
      <Late appointment={appointment} />
      {isAhead && (kind === 'late' || kind === 'coming') && (
        <LinkButton isWide kind="quiet" href={href('cannot', { id: appointment.id })}>
          {t(`app.answer.cannot.${where}`)}
        </LinkButton>
      )}
      {problem && <Banner kind="danger">{textOf(`errors.${problem}`, 'errors.unexpected')}</Banner>}
    </div>
  )
}
