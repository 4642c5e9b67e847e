import { useEffect, useRef } from 'preact/hooks'
import { dayAndHour, t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Button, Card, Icon, LinkButton } from '../../kit/ui'
import { check, paper } from '../../kit/ui/icons'
import { summonsAddress } from '../api/calls'
import { may } from '../session'
import { type Choice, startsAt } from './choice'

export interface Booked {
  id: string
  choice: Choice
  zone: string
}

export function Done({
  of,
  name,
  probationer,
  onAgain,
  again,
}: {
  of: Booked
  name: string
  probationer: string
  onAgain: () => void
  again: string
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const at = startsAt(of.choice, of.zone)
  return (
    <Card look="soft">
      <div class="done stack--small">
        <h2 class="done__title" ref={heading} tabIndex={-1}>
          <Icon of={check} size={28} /> {t('agent.book.done')}
        </h2>
        <p>
          <strong>{name}</strong> · {of.choice.type?.name}
          {at && ` · ${dayAndHour(at, of.zone)}`}
        </p>
        <div class="row">
          {may('print_summons') && (
            <LinkButton icon={paper} href={summonsAddress(of.id)} target="_blank" rel="noopener">
              {t('agent.book.print')}
            </LinkButton>
          )}
          <Button kind="secondary" onClick={onAgain}>
            {again}
          </Button>
          <LinkButton kind="quiet" href={href('file', { id: probationer })}>
            {t('agent.book.to_file')}
          </LinkButton>
          <LinkButton kind="quiet" href={href('appointment', { id: of.id })}>
            {t('agent.book.to_appointment')}
          </LinkButton>
        </div>
      </div>
    </Card>
  )
}
