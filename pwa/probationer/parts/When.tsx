// Day, hour and "in 3 days", as people say them, in the place's own time.
import { capital, day, dayParts, daysUntil, hour, minutes, relativeDay, t } from '../../kit/i18n'
import type { Appointment } from '../api'
import { now } from '../clock'

type Moment = Pick<Appointment, 'starts_at' | 'time_zone'>

const phoneZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Told only to a phone that lives in another time than the place (overseas, or abroad). */
export function ZoneNote({ starts_at, time_zone }: Moment) {
  const own = hour(starts_at, phoneZone())
  if (hour(starts_at, time_zone) === own) return null
  // The zone's city is what people call it: « Indian/Reunion » is the hour of Reunion.
  const place = time_zone.split('/').pop()!.replaceAll('_', ' ')
  return <p class="small">{t('app.when.other_zone', { place, hour: own })}</p>
}

export const Soon = ({ starts_at, time_zone }: Moment) => (
  <span class={daysUntil(starts_at, time_zone, now()) < 2 ? 'soon soon--near' : 'soon'}>
    {relativeDay(starts_at, time_zone, now())}
  </span>
)

/** The one thing of the home screen. */
export function Hero({ appointment, label }: { appointment: Appointment; label: string }) {
  const { starts_at, time_zone } = appointment
  return (
    <div class="hero">
      <div class="hero__top">
        <span>{label}</span>
        <Soon {...appointment} />
      </div>
      <p class="hero__day">{capital(day(starts_at, time_zone, now()))}</p>
      <p class="hero__hour">
        {t('app.when.at', { hour: hour(starts_at, time_zone) })}{' '}
        <span class="hero__length">· {t('app.when.length', { minutes: minutes(appointment.minutes) })}</span>
      </p>
      <ZoneNote {...appointment} />
    </div>
  )
}

/** A leaf of a calendar; read aloud by the line it stands in. */
export function Leaf({ starts_at, time_zone }: Moment) {
  const parts = dayParts(starts_at, time_zone)
  return (
    <span class="leaf" aria-hidden="true">
      <span>{parts.weekday}</span>
      <span class="leaf__day">{parts.day}</span>
      <span>{parts.month}</span>
    </span>
  )
}
