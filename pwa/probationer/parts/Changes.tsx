// What the service changed since the person looked, before anything else: a miss, a cancellation, a move. It goes when
// she puts it away (on all her phones), answers the new date, or the service settles it.
import { dayAndHour, t, unbroken } from '../../kit/i18n'
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
import { fate, Unsent } from './Said'
import { fullAddress, placeName } from './Where'

export function PutAway({ appointments, onPutAway }: { appointments: Appointment[]; onPutAway?: () => void }) {
  const put = () =>
    drawMoving(() => {
      onPutAway?.()
      for (const { id, revision, change } of appointments)
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
      <PutAway appointments={[appointment]} />
    </Banner>
  )
}

/** The same hours, but the place itself is somewhere else now; of one floor to another nothing else is new. */
function Relocated({ appointments }: { appointments: Appointment[] }) {
  const { place, change } = appointments[0]!
  const was = change!.was_place
  const is = place && [place.name, fullAddress(place), !was && place.inside].filter(Boolean).join(', ')
  return (
    <Banner kind="note" title={t('app.change.relocated')}>
      {appointments.map((one) => (
        <p key={one.id} class="said strong">
          {whenOf(one.starts_at, one)}
        </p>
      ))}
      {was && <p class="said">{t('app.change.was', { what: was })}</p>}
      {is && <p class="said strong">{t('app.change.now', { what: is })}</p>}
      <PutAway appointments={appointments} />
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
      {isNew && <PutAway appointments={[appointment]} onPutAway={onPutAway} />}
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
          {fate(answer!)}
        </Banner>
      ) : (
        <>
          <p>{t('app.missed.tell')}</p>
          <LinkButton isWide kind="secondary" href={href('cannot', { id })}>
            {t('app.missed.say')}
          </LinkButton>
        </>
      )}
      {isNew && <PutAway appointments={[appointment]} onPutAway={onPutAway} />}
    </section>
  )
}

/** Of one appointment, if it has any. */
export function Change({ appointment }: { appointment: Appointment }) {
  const change = unseenChange(appointment, useSignal(kept))
  if (!change) return null
  if (change.kind === 'missed') return <Missed appointment={appointment} isNew />
  if (change.kind === 'relocated') return <Relocated appointments={[appointment]} />
  return change.kind === 'moved' ? <Moved appointment={appointment} /> : <CalledOff appointment={appointment} isNew />
}

const placeOf = ({ place, change }: Appointment) => [change?.was_place, place?.name, place?.address].join()

/** A line for each change; one for each place that is somewhere else, whatever she is expected there for. */
export function linesOf(changed: Appointment[]) {
  const by: Record<string, Appointment[]> = {}
  for (const one of changed) (by[one.change?.kind === 'relocated' ? placeOf(one) : one.id] ??= []).push(one)
  return Object.entries(by).map(([key, [first, ...others]]) =>
    others.length > 0 ? (
      <Relocated key={key} appointments={[first!, ...others]} />
    ) : (
      <Change key={key} appointment={first!} />
    ),
  )
}
