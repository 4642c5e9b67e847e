// A detail that changed: the old value beside the new one.
import { LANGUAGES, list, recently, t, textOf } from '../../kit/i18n'
import { Button, PhoneNumber } from '../../kit/ui'
import { seeContactChange } from '../api/calls'
import type { ContactChange } from '../api/types'
import { may } from '../session'
import { fullName, PersonLink } from './person'
import type { Gone } from './useGone'

/** In the words of the screens, never as it is kept. */
function shown({ field }: ContactChange, value: string) {
  if (value === '') return t('agent.change.nothing')
  if (field === 'phone') return <PhoneNumber of={value} />
  if (field === 'language') return LANGUAGES.find(({ code }) => code === value)?.own ?? value
  if (field === 'channels')
    return list(value.split(',').map((one) => textOf(`agent.channel.${one}`, 'agent.change.other')))
  return value
}

/** Some entries tell of an event, not of a value that replaced another. */
const NOTICES = new Set(['device', 'sign_in', 'disowned'])

function Values({ of }: { of: ContactChange }) {
  if (of.field === 'device') return <p>{of.new}</p>
  if (of.field === 'trusted')
    return (
      <>
        <p class="strong">
          <bdi>{of.new}</bdi>
        </p>
        <p class="soft small">{t('agent.change.trusted_what')}</p>
      </>
    )
  if (NOTICES.has(of.field)) return <p>{textOf(`agent.change_value.${of.new}`, 'agent.change_value.other')}</p>
  return (
    <dl class="change">
      <div>
        <dt class="soft small">{t('agent.change.old')}</dt>
        <dd class="change__old">
          <bdi>{shown(of, of.old)}</bdi>
        </dd>
      </div>
      <div>
        <dt class="soft small">{t('agent.change.new')}</dt>
        <dd class="strong">
          <bdi>{shown(of, of.new)}</bdi>
        </dd>
      </div>
    </dl>
  )
}

export function ChangeLine({ of, gone, withName }: { of: ContactChange; gone: Gone; withName?: boolean }) {
  return (
    <li class="pile__line">
      {withName && (
        <p>
          <PersonLink of={of.probationer} />
        </p>
      )}
      <p class="strong small">{textOf(`agent.change.${of.field}`, 'agent.change.other')}</p>
      <Values of={of} />
      <p class="soft small">
        {t(of.by === 'person' ? 'agent.change.by_person' : 'agent.change.by_agent', { when: recently(of.at) })}
        {of.taken_back_at && ` · ${t('agent.change.taken_back', { when: recently(of.taken_back_at) })}`}
      </p>
      {of.seen_at && <p class="soft small">{t('agent.change.seen', { when: recently(of.seen_at) })}</p>}
      {!of.seen_at && may('see_replies') && (
        <Button
          kind="quiet"
          isSmall
          onClick={() => gone.dismiss(`change:${of.id}`, () => seeContactChange(of.id), t('agent.seen'))}
        >
          {t('agent.see')}
          <span class="unseen"> ({fullName(of.probationer)})</span>
        </Button>
      )}
    </li>
  )
}
