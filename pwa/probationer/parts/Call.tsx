// Whom to call about this appointment: one tap; the hours as the place wrote them.
import { t, unbroken } from '../../kit/i18n'
import { Icon, PhoneNumber } from '../../kit/ui'
import { phone as phoneIcon } from '../../kit/ui/icons'
import type { Appointment } from '../api'

type Whom = Appointment['whom_to_call']

/** `isNamed`: who answers stands nowhere else near it. `isShort`: the number without the hours, so that one line is enough. */
export function Call({ whom, isNamed, isShort }: { whom: Whom; isNamed?: boolean; isShort?: boolean }) {
  if (!whom.phone) return null
  return (
    <a class="call" href={`tel:${whom.phone}`}>
      <Icon of={phoneIcon} size={20} />
      <span class="call__words said">
        <strong>{isNamed ? t('app.call_whom', { label: whom.label }) : t('app.call')}</strong>{' '}
        <span class="soft">· {whom.hours && !isShort ? unbroken(whom.hours) : <PhoneNumber of={whom.phone} />}</span>
      </span>
    </a>
  )
}
