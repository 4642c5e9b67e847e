// One appointment: where, how to get there, what to bring, whom to call, what happens if one does not come.
import { useEffect } from 'preact/hooks'
import { capital, dayAndHour, plainDate, t } from '../../kit/i18n'
import { href, useRoute, type ScreenProps } from '../../kit/router'
import { Banner, Card, LinkButton } from '../../kit/ui'
import type { Appointment as Data } from '../api'
import { now } from '../clock'
import { Answer } from '../parts/Answer'
import { Call } from '../parts/Call'
import { Checklist } from '../parts/Checklist'
import { Contact } from '../parts/Contact'
import { Directions } from '../parts/Directions'
import { Gestures } from '../parts/Gestures'
import { Page } from '../parts/Page'
import { Hero } from '../parts/When'
import { PlaceCard, Whereabouts } from '../parts/Where'
import { Explained } from '../parts/Words'
import { useAppointment } from '../reading'

function Consequence({ appointment }: { appointment: Data }) {
  if (!appointment.consequence) return null
  return (
    <Card title={t('app.miss.title')}>
      <p class="said">{appointment.consequence}</p>
      <p class="card__foot">{t('app.miss.tell_before')}</p>
      <div class="card__foot">
        <LinkButton kind="secondary" isWide href={href('cannot', { id: appointment.id })}>
          {t('app.answer.cannot')}
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
          {(where !== 'place' || !place) && <Whereabouts appointment={appointment} />}
          <Explained of={[appointment.type, place?.name, whom.label]} />
          <Call whom={whom} />
          <Answer appointment={appointment} />
          <Gestures appointment={appointment} />
        </div>
      </section>
      {where === 'place' && place && <PlaceCard place={place} />}
      {where === 'place' && place && <Directions appointment={appointment} place={place} />}
      <Checklist appointment={appointment} />
      <Consequence appointment={appointment} />
      <Legal appointment={appointment} />
    </>
  )
}

/** Cancelled or over: said plainly, with the number to call. */
function Closed({ appointment }: { appointment: Data }) {
  const { whom_to_call: whom, state } = appointment
  return (
    <>
      <Banner kind="note" title={t(state === 'cancelled' ? 'app.appointment.cancelled' : 'app.appointment.over')}>
        {state === 'cancelled' && t('app.appointment.cancelled_words')}
      </Banner>
      <div class="card">
        <Whereabouts appointment={appointment} />
      </div>
      <Contact label={whom.label} number={whom.phone} hours={whom.hours} />
    </>
  )
}

export function Appointment({ params }: ScreenProps) {
  const loaded = useAppointment(params['id']!)
  const { query } = useRoute()
  const { data } = loaded
  const isWay = query.get('voir') === 'trajet'
  useEffect(() => {
    if (isWay && data) document.querySelector('#y-aller, #place')?.scrollIntoView()
  }, [isWay, Boolean(data)]) // oxlint-disable-line react/exhaustive-deps
  const title = data ? capital(dayAndHour(data.starts_at, data.time_zone, now())) : t('app.appointment.title')
  return (
    <Page loaded={loaded} title={title} back={href('appointments')} isTitleHidden={data?.state === 'booked'}>
      {(appointment) => (
        <div class="stack">
          {appointment.state === 'booked' ? <Booked appointment={appointment} /> : <Closed appointment={appointment} />}
        </div>
      )}
    </Page>
  )
}
