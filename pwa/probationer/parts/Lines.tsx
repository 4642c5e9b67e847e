// Appointments as lines that open: those to come with where, the past ones by month with how they ended.
import { capital, day, hour, locale, t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Badge, Icon, type BadgeKind } from '../../kit/ui'
import { chevron } from '../../kit/ui/icons'
import type { Appointment, PastAppointment } from '../api'
import { now } from '../clock'
import { SaidInList } from './Said'
import { Leaf, otherZone } from './When'
import { placeName } from './Where'

export function Upcoming({ appointments }: { appointments: Appointment[] }) {
  return (
    <ul class="lines">
      {appointments.map((one) => (
        <li key={one.id}>
          <a class={one.state === 'booked' ? 'line' : 'line line--off'} href={href('appointment', { id: one.id })}>
            <Leaf {...one} />
            <span class="line__text">
              <span class="unseen">{day(one.starts_at, one.time_zone, now())}, </span>
              <span>
                <span class="line__hour">{hour(one.starts_at, one.time_zone)}</span> · {placeName(one)}
              </span>
              <span class="soft said">{one.type}</span>
              {otherZone(one) && <span class="soft small said">{otherZone(one)}</span>}
              {one.state !== 'booked' && <Badge>{outcome(one)}</Badge>}
              <SaidInList of={one} />
            </span>
            <Icon of={chevron} size={20} turns />
          </a>
        </li>
      ))}
    </ul>
  )
}

const LOOKS: Record<PastAppointment['state'], BadgeKind> = {
  booked: 'neutral',
  came: 'success',
  missed: 'note',
  excused: 'info',
  cancelled: 'neutral',
}

/** Nobody "came" to a call or to her own home. */
export const outcome = ({ state, where }: Pick<PastAppointment, 'state' | 'where'>) =>
  t(state === 'came' && where !== 'place' ? 'app.past.done' : `app.past.${state}`)

const format = (one: PastAppointment, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale(), { timeZone: one.time_zone, ...options }).format(new Date(one.starts_at))

function byMonth(appointments: PastAppointment[]): { month: string; lines: PastAppointment[] }[] {
  const months: { month: string; lines: PastAppointment[] }[] = []
  for (const one of appointments) {
    const month = capital(format(one, { month: 'long', year: 'numeric' }))
    const last = months[months.length - 1]
    if (last?.month === month) last.lines.push(one)
    else months.push({ month, lines: [one] })
  }
  return months
}

export function Past({ appointments }: { appointments: PastAppointment[] }) {
  return (
    <>
      {byMonth(appointments).map(({ month, lines }) => (
        <section key={month + lines[0]!.id} class="month">
          <h3 class="month__name">{month}</h3>
          <ul class="lines">
            {lines.map((one) => (
              <li key={one.id}>
                <a class="line line--past" href={href('appointment', { id: one.id })}>
                  <span class="line__text">
                    {capital(format(one, { weekday: 'long', day: 'numeric' }))}
                    <span class="unseen">, {one.type}</span>
                  </span>
                  <span class="line__end">
                    <Badge kind={LOOKS[one.state]}>{outcome(one)}</Badge>
                    <Icon of={chevron} size={20} turns />
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
