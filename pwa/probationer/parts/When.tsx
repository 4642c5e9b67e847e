// Day, hour and "in 3 days", as people say them, in the place's own time.
import { useEffect, useState } from 'preact/hooks'
import {
  capital,
  day,
  dayAndHour,
  dayParts,
  daysUntil,
  hour,
  isoDay,
  locale,
  minutes,
  t,
  textOf,
  unbroken,
} from '../../kit/i18n'
import type { Appointment } from '../api'
import { now } from '../clock'
import { whenCalm } from '../steady'

type Moment = Pick<Appointment, 'starts_at' | 'time_zone'>

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Up to here days are counted, then weeks, then months: nobody counts 121 days. */
const DAYS = 14
const WEEKS = 60

const phoneZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** « Heure de La Réunion »: overseas as people there call it; elsewhere by the zone's own city. */
export function zoneName(zone: string): string {
  const city = zone.split('/').pop()!
  return textOf(`app.zone.${city.toLowerCase()}`, 'app.zone.other', { place: city.replaceAll('_', ' ') })
}

/** What to say to a phone that lives in another time than the place; with the day where it is another one there. */
export function otherZone({ starts_at, time_zone }: Moment, own = phoneZone(), at = now()): string | undefined {
  if (hour(starts_at, time_zone) === hour(starts_at, own) && isoDay(starts_at, time_zone) === isoDay(starts_at, own))
    return undefined
  const isSameDay = isoDay(starts_at, time_zone) === isoDay(starts_at, own)
  const when = isSameDay ? hour(starts_at, own) : dayAndHour(starts_at, own, at)
  return unbroken(t('app.when.other_zone', { zone: zoneName(time_zone), when }))
}

export function ZoneNote(moment: Moment) {
  const note = otherZone(moment)
  return note ? <span class="small said">{note}</span> : null
}

/** French shortens minutes and hours, as one writes them: « 40 min », « 3 h ». */
const isShort = (unit: string) => locale() === 'fr-FR' && (unit === 'minute' || unit === 'hour')
const relative = (n: number, unit: 'minute' | 'hour' | 'day' | 'week' | 'month') =>
  new Intl.RelativeTimeFormat(locale(), {
    numeric: unit === 'day' ? 'auto' : 'always',
    style: isShort(unit) ? 'short' : 'long',
  }).format(n, unit)

/** « c’est maintenant », « dans 40 min », « aujourd’hui, dans 3 h », « demain », « dans 5 semaines », « dans 4 mois » */
export function until({ starts_at, time_zone }: Moment, at = now()): string {
  const left = Date.parse(starts_at) - at.getTime()
  const days = daysUntil(starts_at, time_zone, at)
  if (left <= 0) return days === 0 ? t('app.when.now') : relative(days, 'day')
  if (left <= HOUR) return relative(Math.ceil(left / MINUTE), 'minute')
  if (days === 0) return t('app.when.today', { in: relative(Math.round(left / HOUR), 'hour') })
  if (days <= DAYS) return relative(days, 'day')
  if (days <= WEEKS) return relative(Math.round(days / 7), 'week')
  return relative(Math.round(days / 30.44), 'month')
}

/** A screen that counts minutes is drawn anew while it is open. */
export function useMinutes(): void {
  const [, draw] = useState({})
  useEffect(() => {
    const timer = setInterval(() => whenCalm(() => draw({})), MINUTE / 2)
    return () => clearInterval(timer)
  }, [])
}

export const Soon = (moment: Moment) => (
  <span class={daysUntil(moment.starts_at, moment.time_zone, now()) < 2 ? 'soon soon--near' : 'soon'}>
    {until(moment)}
  </span>
)

/** The one thing of the home screen. */
export function Hero({ appointment, label }: { appointment: Appointment; label: string }) {
  const { starts_at, time_zone } = appointment
  return (
    <div class="hero">
      <div class="hero__top">
        <span class="said">{label}</span>
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
