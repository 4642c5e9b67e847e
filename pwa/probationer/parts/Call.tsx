// Whom to call about this appointment: one tap, with the hours when somebody answers.
import { phone, t, unbroken } from '../../kit/i18n'
import { Icon } from '../../kit/ui'
import { phone as phoneIcon } from '../../kit/ui/icons'
import type { Appointment } from '../api'

export function Call({ whom }: { whom: Appointment['whom_to_call'] }) {
  return (
    <a class="call" href={`tel:${whom.phone}`}>
      <Icon of={phoneIcon} />
      <span class="call__words">
        <span class="strong said">{t('app.call_whom', { label: whom.label })}</span>
        <span class="small">
          <bdi class="ltr">{phone(whom.phone)}</bdi>
        </span>
        {whom.hours && <span class="small soft said">{unbroken(whom.hours)}</span>}
      </span>
    </a>
  )
}
