// What we wrote, as it was sent; and the way to notifications. The agent sees the same list.
import { recently, t, textOf } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { href } from '../../kit/router'
import { Badge, Card, EmptyState, LinkButton, type BadgeKind } from '../../kit/ui'
import { bell, mail } from '../../kit/ui/icons'
import { api } from '../api'
import { now } from '../clock'
import { useMore } from '../parts/More'
import { Page } from '../parts/Page'

const LOOKS: Record<string, BadgeKind> = { will: 'info', sent: 'neutral', reached: 'success', failed: 'danger' }

export function Messages() {
  const loaded = useLoad('messages', () => api.get('/api/probationer/messages'))
  const { items, button } = useMore(loaded.data, (cursor) => api.get('/api/probationer/messages', { query: { cursor } }))
  return (
    <Page loaded={loaded} title={t('app.tab.messages')}>
      {() => (
        <div class="stack">
          <LinkButton kind="secondary" isWide icon={bell} href={href('notifications')}>{t('app.push.title')}</LinkButton>
          <Card title={t('app.messages.title')}>
            {items.length === 0 && <EmptyState icon={mail} title={t('app.messages.none')}>{t('app.messages.none_words')}</EmptyState>}
            <ul class="lines">
              {items.map((one) => (
                <li key={one.id} class="message">
                  <p class="message__text" dir="auto">{one.text || textOf(`app.kind.${one.kind}`, 'app.messages.no_text')}</p>
                  <p class="row soft small"><span>{textOf(`app.channel.${one.channel}`, 'app.channel.sms')} · {recently(one.at, now())}</span><Badge kind={LOOKS[one.state] ?? 'neutral'}>{textOf(`app.message.${one.state}`, 'app.message.sent')}</Badge></p>
                </li>
              ))}
            </ul>
            {button}
          </Card>
          <p class="soft small"><a href={href('help')}>{t('app.help.how')}</a></p>
        </div>
      )}
    </Page>
  )
}
