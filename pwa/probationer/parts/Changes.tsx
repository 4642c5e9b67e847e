// What the service changed since the person looked, before anything else: a miss, a cancellation, a move. It goes when
// she puts it away (on all her phones), answers the new date, or the service settles it.
import { dayAndHour, recently, t, unbroken } from '../../kit/i18n'
import { phone } from '../../kit/numbers'
import { href } from '../../kit/router'
import { Banner, Button, LinkButton } from '../../kit/ui'
import { phone as phoneIcon } from '../../kit/ui/icons'
import { kept, keptAnswer, perform } from '../acts'
import type { Appointment } from '../api'
import { now } from '../clock'
import { useSignal } from '../signal'
import { drawMoving } from '../steady'
import { unseenChange } from '../wishes'
import { Unsent } from './Said'
import { fullAddress, placeName } from './Where'

export function PutAway({
  appointment: { id, revision, change },
  onPutAway,
}: {
  appointment: Appointment
  onPutAway?: () => void
}) {
  const put = () =>
    drawMoving(() => {
      onPutAway?.()
      if (change) void perform({ act: 'seen', appointment: id, revision }).catch(() => undefined)
    })
  return (
    <Button kind="quiet" onClick={put}>
      {t('app.seen')}
    </Button>
  )
}

const whenOf = (at: string, { time_zone }: Appointment) => dayAndHour(at, time_zone, now())

/** « C’était : mardi 24 novembre à 9 h 00 · Antenne de Démo » */
function Moved({ appointment }: { appointment: Appointment }) {
  const { was_starts_at, was_place } = appointment.change!
  const was = [whenOf(was_starts_at ?? appointment.starts_at, appointment), was_place]
  const is = [whenOf(appointment.starts_at, appointment), was_place && placeName(appointment)]
  return (
    <Banner kind="note" title={t('app.change.moved')}>
      <p class="said">{t('app.change.was', { what: was.filter(Boolean).join(' · ') })}</p>
      <p class="said strong">{t('app.change.now', { what: is.filter(Boolean).join(' · ') })}</p>
      <PutAway appointment={appointment} />
    </Banner>
  )
}

/** The same hour, but the place itself is somewhere else now. */
function Relocated({ appointment }: { appointment: Appointment }) {
  const { place, starts_at, change } = appointment
  const is = place && [place.name, fullAddress(place), place.inside].filter(Boolean).join(', ')
  return (
    <Banner kind="note" title={t('app.change.relocated')}>
      <p class="said strong">{whenOf(starts_at, appointment)}</p>
      {change!.was_place && <p class="said">{t('app.change.was', { what: change!.was_place })}</p>}
      {is && <p class="said strong">{t('app.change.now', { what: is })}</p>}
      <PutAway appointment={appointment} />
    </Banner>
  )
}

interface Told {
  appointment: Appointment
  isNew: boolean
  /** Where it stands in the place of its card. */
  onPutAway?: (() => void) | undefined
}

/** Cancelled or excused: with its date, and that nobody has to come. */
export function CalledOff({ appointment, isNew, onPutAway }: Told) {
  const { state, where, starts_at } = appointment
  return (
    <Banner kind="note" title={t(state === 'excused' ? 'app.appointment.excused' : 'app.appointment.cancelled')}>
      <p class="strong said">
        {whenOf(starts_at, appointment)} · {placeName(appointment)}
      </p>
      <p>
        {t(`app.off.${where}`)} {t('app.off.doubt')}
      </p>
      {isNew && <PutAway appointment={appointment} onPutAway={onPutAway} />}
    </Banner>
  )
}

/** Field rule 23: what to do now, whom to call, how to say what happened; no fault is found with anybody. */
export function Missed({ appointment, isNew, onPutAway }: Told) {
  const { where, starts_at, decider, whom_to_call: whom, id, answer } = appointment
  useSignal(kept)
  const own = keptAnswer(appointment)
  const isSaid = own?.wish.kind === 'explain' || answer?.kind === 'explain'
  const call = t(decider === 'judge' ? 'app.missed.call.judge' : 'app.missed.call.service', {
    phone: phone(whom.phone),
  })
  return (
    <section class="card card--missed stack" aria-labelledby={`missed-${id}`}>
      <h2 class="card__title said" id={`missed-${id}`}>
        {t(`app.missed.${where}`, { when: whenOf(starts_at, appointment) })}
      </h2>
      <p class="said">{call}</p>
      {whom.hours && <p class="soft small said">{unbroken(whom.hours)}</p>}
      <LinkButton isWide icon={phoneIcon} href={`tel:${whom.phone}`}>
        {t('app.call')}
      </LinkButton>
      {own && isSaid ? (
        <Unsent own={own} appointment={appointment} />
      ) : isSaid ? (
        <Banner kind="success" title={t('app.missed.said')}>
          {t(answer!.seen_at ? 'app.answer.seen' : 'app.answer.sent', {
            at: recently(answer!.seen_at ?? answer!.at, now()),
          })}
        </Banner>
      ) : (
        <>
          <p>{t('app.missed.tell')}</p>
          <LinkButton isWide kind="secondary" href={href('cannot', { id })}>
            {t('app.missed.say')}
          </LinkButton>
        </>
      )}
      {isNew && <PutAway appointment={appointment} onPutAway={onPutAway} />}
    </section>
  )
}

/** Of one appointment, if it has any. */
export function Change({ appointment }: { appointment: Appointment }) {
  const change = unseenChange(appointment, useSignal(kept))
  if (!change) return null
  if (change.kind === 'missed') return <Missed appointment={appointment} isNew />
  if (change.kind === 'relocated') return <Relocated appointment={appointment} />
  return change.kind === 'moved' ? <Moved appointment={appointment} /> : <CalledOff appointment={appointment} isNew />
}
