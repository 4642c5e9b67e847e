import { t, unbroken } from '../../kit/i18n'
import { Card, LinkButton, PhoneNumber } from '../../kit/ui'
import { phone as phoneIcon } from '../../kit/ui/icons'
import type { Home } from '../api'
import { Explained } from './Words'

/** Whom to call, in one tap, with the hours when somebody answers. */
export function Contact({
  title,
  label,
  number,
  hours,
}: {
  title?: string
  label: string
  number: string
  hours?: string | null
}) {
  return (
    <Card title={title ?? t('app.contact.title')}>
      <p class="strong said">{label}</p>
      <Explained of={[label]} />
      {hours && <p class="soft said">{unbroken(hours)}</p>}
      <div class="card__foot">
        <LinkButton kind="secondary" isWide icon={phoneIcon} href={`tel:${number}`}>
          {t('app.call')} <PhoneNumber of={number} />
        </LinkButton>
      </div>
    </Card>
  )
}

/** The agent who follows the person, or else the service. */
export function whoFollows({ referent, service }: Home) {
  if (!referent) return service && { label: service.name, phone: service.phone, hours: null }
  return { ...referent, label: [referent.label, referent.name].filter(Boolean).join(' · ') }
}
