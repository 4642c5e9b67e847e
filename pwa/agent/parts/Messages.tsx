// Every message with its exact words and what became of it: sent, reached, failed; never read or opened.
import { plural, recently, t, textOf } from '../../kit/i18n'
import { Badge, type BadgeKind, Disclosure } from '../../kit/ui'
import type { Message } from '../api/types'

const STATES: Record<Message['state'], BadgeKind> = { will: 'info', held: 'info', sent: 'neutral', reached: 'success', failed: 'danger', not_sent: 'neutral', unknown: 'note' }

export const kindOf = (kind: string) => textOf(`agent.message.kind.${kind}`, 'agent.message.kind.other')

function Line({ of }: { of: Message }) {
  const at = of.at ?? of.will_at
  return (
    <li class="message">
      <p class="message__head">
        <strong>{kindOf(of.kind)}</strong> <span class="soft">{t(`agent.channel.${of.channel}`)}</span>
        <Badge kind={STATES[of.state]}>{t(`agent.message.state.${of.state}`)}</Badge>
        {at && <span class="soft small">{recently(at)}</span>}
      </p>
      {of.reason && <p class="small">{textOf(`reasons.${of.reason}`, 'agent.reach.other')}</p>}
      {of.text && <p class="bubble" dir="auto">{of.text}</p>}
      {of.text && of.channel === 'sms' && of.segments !== null && <p class="soft small">{plural('agent.message.segments', of.segments)}</p>}
    </li>
  )
}

const SHOWN = 5

export function Messages({ items }: { items: Message[] }) {
  if (items.length === 0) return <p class="soft">{t('agent.message.none')}</p>
  return (
    <>
      <ul class="messages">{items.slice(0, SHOWN).map((one) => <Line key={one.id} of={one} />)}</ul>
      {items.length > SHOWN && <Disclosure summary={plural('agent.message.more', items.length - SHOWN)}><ul class="messages">{items.slice(SHOWN).map((one) => <Line key={one.id} of={one} />)}</ul></Disclosure>}
      <p class="soft small">{t('agent.message.rule')}</p>
    </>
  )
}
