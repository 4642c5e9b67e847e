// Texts that came back by SMS, as they were written; those that no rule could settle wait for somebody to look.
import { list, recently, t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Badge, Button } from '../../kit/ui'
import { seeReply } from '../api/calls'
import type { Reply } from '../api/types'
import { fullName, PersonLink } from './person'
import type { Gone } from './useGone'
import { brief } from './when'
import { may } from '../session'

export const waits = (of: Reply) => of.to_read && !of.seen_at

export function ReplyLine({ of, gone, withName }: { of: Reply; gone: Gone; withName?: boolean }) {
  const isWaiting = waits(of) && !gone.isGone(`reply:${of.id}`)
  return (
    <li class="pile__line">
      {withName && (
        <p>
          <PersonLink of={of.probationer} />
        </p>
      )}
      <p class="quoted">
        « <bdi>{of.text}</bdi> »
      </p>
      <p class="row">
        <Badge kind={of.meaning === 'stop' ? 'note' : 'neutral'}>{t(`agent.reply.meaning.${of.meaning}`)}</Badge>
        {of.appointment && (
          <a class="soft small" href={href('appointment', { id: of.appointment.id })}>
            {brief(of.appointment.starts_at, of.appointment.time_zone)}
          </a>
        )}
      </p>
      {isWaiting && <p class="soft small">{t(`agent.reply.do.${of.meaning === 'stop' ? 'stop' : 'other'}`)}</p>}
      {of.shared && (
        <p class="small strong">
          {of.shared_with.length > 0
            ? t('agent.reply.shared_with', { names: list(of.shared_with.map(fullName)) })
            : t('agent.reply.shared')}
        </p>
      )}
      <p class="soft small">
        {t('agent.reply.at', { when: recently(of.at) })}
        {of.answered && ` · ${t('agent.reply.answered')}`}
        {of.seen_at && ` · ${t('agent.change.seen', { when: recently(of.seen_at) })}`}
      </p>
      {isWaiting && may('see_replies') && (
        <Button
          kind="quiet"
          isSmall
          onClick={() => gone.dismiss(`reply:${of.id}`, () => seeReply(of.id), t('agent.seen'))}
        >
          {t('agent.see')}
          <span class="unseen"> ({fullName(of.probationer)})</span>
        </Button>
      )}
    </li>
  )
}
