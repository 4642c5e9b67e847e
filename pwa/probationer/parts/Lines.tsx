// Appointments as lines: those to come lead to their screen, the past ones say how they ended.
import { capital, day, dayAndHour, hour, t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Badge, Icon, type BadgeKind } from '../../kit/ui'
import { chevron } from '../../kit/ui/icons'
import type { Appointment, PastAppointment } from '../api'
import { now } from '../clock'
import { Leaf } from './When'
import { placeName } from './Where'

export function Upcoming({ appointments }: { appointments: Appointment[] }) {
  return (
    <ul class="lines">
      {appointments.map((one) => (
        <li key={one.id}>
          <a class="line" href={href('appointment', { id: one.id })}>
            <Leaf {...one} />
            <span class="line__text">
              <span class="unseen">{day(one.starts_at, one.time_zone, now())}, </span>
              <span>
                {hour(one.starts_at, one.time_zone)} · {placeName(one)}
              </span>
              <span class="soft said">{one.type}</span>
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
  missed: 'neutral',
  excused: 'info',
  cancelled: 'neutral',
}

export function Past({ appointments }: { appointments: PastAppointment[] }) {
  return (
    <ul class="lines">
      {appointments.map((one) => (
        <li key={one.id} class="line">
          <Leaf {...one} />
          <span class="line__text">
            <span>{capital(dayAndHour(one.starts_at, one.time_zone, now()))}</span>
            <span class="soft said">{[one.type, one.place_name].filter(Boolean).join(' · ')}</span>
          </span>
          <Badge kind={LOOKS[one.state]}>{t(`app.past.${one.state}`)}</Badge>
        </li>
      ))}
    </ul>
  )
}
