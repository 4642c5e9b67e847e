import { t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Icon } from '../../kit/ui'
import { calendarAdd, phone, pin } from '../../kit/ui/icons'
import type { Appointment } from '../api'
import { addToCalendar } from '../calendar'

/** Go there, put it in one's own calendar: one tap each. */
export function Gestures({ appointment }: { appointment: Appointment }) {
  const { id, place, where, called_phone: called } = appointment
  return (
    <div class="gestures">
      {where === 'place' && place && (
        <a class="gesture" href={`${href('appointment', { id })}?voir=trajet`}>
          <Icon of={pin} />
          {t('app.gesture.go')}
        </a>
      )}
      {where === 'phone' && (
        <a class="gesture" href={href('phone')}>
          <Icon of={phone} />
          {t(called ? 'app.where.correct' : 'app.where.give')}
        </a>
      )}
      <a
        class="gesture"
        href={`/api/probationer/appointments/${id}/calendar.ics`}
        download="rendez-vous.ics"
        onClick={(event) => addToCalendar(event, appointment)}
      >
        <Icon of={calendarAdd} />
        {t('app.gesture.calendar')}
      </a>
    </div>
  )
}
