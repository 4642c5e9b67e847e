// One appointment: where, how to get there, what to bring, whom to call, what happens if one does not come.
import { useEffect } from 'preact/hooks'
import { capital, dayAndHour, plainDate, t } from '../../kit/i18n'
import { href, useRoute, type ScreenProps } from '../../kit/router'
import { Banner, Card, LinkButton } from '../../kit/ui'
import type { Appointment as Data, PastAppointment } from '../api'
import { now } from '../clock'
import { Answer } from '../parts/Answer'
import { Call } from '../parts/Call'
import { CalledOff, Change, Missed } from '../parts/Changes'
import { Checklist } from '../parts/Checklist'
import { Contact } from '../parts/Contact'
import { Directions } from '../parts/Directions'
import { Gestures } from '../parts/Gestures'
import { outcome } from '../parts/Lines'
import { Page } from '../parts/Page'
import { Hero, useMinutes } from '../parts/When'
import { placeName, PlaceCard, Whereabouts } from '../parts/Where'
import { Explained } from '../parts/Words'
import { Written } from '../parts/Written'
import { pastKnown, useAppointment } from '../reading'

function Consequence({ appointment }: { appointment: Data }) {
  if (!appointment.consequence) return null
  return (
    <Card title={t('app.miss.title')}>
      <p class="said">{appointment.consequence}</p>
      <p class="card__foot">{t('app.miss.tell_before')}</p>
      <div class="card__foot">
        <LinkButton kind="secondary" isWide href={href('cannot', { id: appointment.id })}>
          {t(`app.answer.cannot.${appointment.where}`)}
        </LinkButton>
      </div>
    </Card>
  )
}

function Legal({ appointment }: { appointment: Data }) {
  const { way, on } = appointment.legal ?? {}
  const words =
    on && way !== 'none' ? t('app.legal_notice.given', { on: plainDate(on) }) : t('app.legal_notice.reminder')
  return <p class="soft small">{words}</p>
}

function Booked({ appointment }: { appointment: Data }) {
  const { place, where, whom_to_call: whom } = appointment
  return (
    <>
      <section class="card card--hero" aria-label={t('app.when.title')}>
        <Hero appointment={appointment} label={appointment.type} />
        <div class="card__inside stack">
          {/* Of another date they are other buttons. */}
          <Answer key={appointment.revision} appointment={appointment} />
          {(where !== 'place' || !place) && <Whereabouts appointment={appointment} />}
          <Call whom={whom} isNamed={!placeName(appointment).startsWith(whom.label)} />
          <Gestures appointment={appointment} />
          <Explained of={[appointment.type, place?.name, whom.label]} />
        </div>
      </section>
      <Written appointment={appointment} more />
      {where === 'place' && place && <PlaceCard place={place} />}
      {where === 'place' && place && <Directions appointment={appointment} place={place} />}
      <Checklist appointment={appointment} />
      <Consequence appointment={appointment} />
      <Legal appointment={appointment} />
    </>
  )
}

function Outcome({ appointment }: { appointment: Data }) {
  const { state, change } = appointment
  if (state === 'missed') return <Missed appointment={appointment} isNew={change?.kind === 'missed'} />
  if (state === 'cancelled' || state === 'excused')
    return <CalledOff appointment={appointment} isNew={Boolean(change)} />
  if (state === 'came') return <Banner kind="success" title={t('app.appointment.came')} />
  return (
    <Banner kind="note" title={t('app.appointment.over')}>
      {t('app.appointment.over_words')}
    </Banner>
  )
}

/** Called off or over: said plainly, with the number to call. */
function Closed({ appointment }: { appointment: Data }) {
  const { whom_to_call: whom, state } = appointment
  return (
    <>
      <Outcome appointment={appointment} />
      <Written appointment={appointment} more />
      <div class="card">
        <Whereabouts appointment={appointment} isClosed />
      </div>
      {state !== 'missed' && <Contact label={whom.label} number={whom.phone} hours={whom.hours} />}
    </>
  )
}

/** Without network, one of the past list whose own copy this phone does not have. */
function FromList({ of }: { of: PastAppointment }) {
  return (
    <section class="card">
      <p class="strong said">{[of.type, of.place_name].filter(Boolean).join(' · ')}</p>
      <p>{outcome(of)}</p>
    </section>
  )
}

/** Somebody may be sitting in it, or be late. */
const HOUR = 3_600_000
const isOpen = ({ state, starts_at }: Data) => state === 'booked' && now().getTime() < Date.parse(starts_at) + HOUR

export function Appointment({ params }: ScreenProps) {
  const loaded = useAppointment(params['id']!)
  const { query } = useRoute()
  useMinutes()
  const { data, problem } = loaded
  const listed = data ?? (problem?.isOffline ? pastKnown(params['id']!) : undefined)
  const isWay = query.get('voir') === 'trajet'
  useEffect(() => {
    if (isWay && data) document.querySelector('#y-aller, #place')?.scrollIntoView()
  }, [isWay, Boolean(data)]) // oxlint-disable-line react/exhaustive-deps
  const title = listed ? capital(dayAndHour(listed.starts_at, listed.time_zone, now())) : t('app.appointment.title')
  if (!data && listed)
    return (
      <Page loaded={{ ...loaded, data: listed as PastAppointment }} title={title} back={href('appointments')}>
        {(one) => <FromList of={one} />}
      </Page>
    )
  return (
    <Page loaded={loaded} title={title} back={href('appointments')} isTitleHidden={data && isOpen(data)}>
      {(appointment) => (
        <div class="stack">
          {isOpen(appointment) ? (
            <>
              <Change appointment={appointment} />
              <Booked appointment={appointment} />
            </>
          ) : (
            <Closed appointment={appointment} />
          )}
        </div>
      )}
    </Page>
  )
}
