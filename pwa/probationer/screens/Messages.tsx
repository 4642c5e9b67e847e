// What we wrote and will write, as it was sent; and the way to notifications. The agent sees the same list.
import { dayAndHour, list, number, recently, t, textOf, unbroken } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { href } from '../../kit/router'
import { LOOKS, parted, told } from '../../kit/told'
import { Badge, Card, Disclosure, EmptyState, LinkButton } from '../../kit/ui'
import { bell, mail } from '../../kit/ui/icons'
import { api, type Appointment, type Occasion } from '../api'
import { now } from '../clock'
import { useMore } from '../parts/More'
import { Page } from '../parts/Page'
import { READS, useHome } from '../reading'
import { useUnread } from '../unread'

const channelOf = (channel: string) => textOf(`app.channel.${channel}`, 'app.channel.sms')
const kindOf = (kind: string) => textOf(`app.kind.${kind.replace(/^copy_/, '')}`, 'app.messages.no_text')

/** Without words yet, its hour of leaving alone could be taken for the appointment's. */
const about = ({ starts_at, time_zone }: Appointment) =>
  t('app.messages.about', { when: dayAndHour(starts_at, time_zone, now()) })

function Line({ of, isNew, appointment }: { of: Occasion; isNew: boolean; appointment?: Appointment }) {
  const texts = new Set(of.messages.map(({ text }) => text).filter(Boolean))
  const [only, ...others] = of.messages
  // What is to come says its hour itself.
  const isToCome = of.state === 'will' || of.state === 'held'
  return (
    <li class="message">
      <p class="row">
        <strong>{kindOf(of.kind)}</strong>
        {of.is_copy && <Badge>{t('app.messages.copy')}</Badge>}
        {isNew && <Badge kind="info">{t('app.messages.new')}</Badge>}
      </p>
      {appointment && <p class="small">{about(appointment)}</p>}
      {[...texts].map((text) => (
        <p key={text} class="message__text" dir="auto">
          {unbroken(text)}
        </p>
      ))}
      <p class="row soft small">
        <span>
          {list(of.messages.map(({ channel }) => channelOf(channel)))}
          {!isToCome && ` · ${recently(of.at, now())}`}
        </span>
        <Badge kind={LOOKS[of.state]}>
          {only && others.length === 0 ? told(only, now()) : t(`told.together.${of.state}`)}
        </Badge>
      </p>
      {others.length > 0 && (
        <ul class="small soft">
          {of.messages.map((one) => (
            <li key={one.id}>
              <strong>{channelOf(one.channel)}</strong> {told(one, now())}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

const Lines = ({ items, isNew }: { items: Occasion[]; isNew: (one: Occasion) => boolean }) => (
  <ul class="lines">
    {items.map((one) => (
      <Line key={one.id} of={one} isNew={isNew(one)} />
    ))}
  </ul>
)

/** Which appointment each speaks of. */
function ToCome({ items }: { items: Occasion[] }) {
  const coming = useHome().data?.upcoming
  return (
    <ul class="lines">
      {items.map((one) => (
        <Line key={one.id} of={one} isNew={false} appointment={coming?.find(({ id }) => id === one.appointment)} />
      ))}
    </ul>
  )
}

export function Messages() {
  const loaded = useLoad('messages', READS.messages)
  const { items, button } = useMore(loaded.data, (cursor) =>
    api.get('/api/probationer/messages', { query: { cursor } }),
  )
  const isNew = useUnread(loaded.data !== undefined)
  const { toCome, past, notSent } = parted(items)
  return (
    <Page loaded={loaded} title={t('app.tab.messages')}>
      {() => (
        <div class="stack">
          <LinkButton kind="secondary" isWide icon={bell} href={href('notifications')}>
            {t('app.push.title')}
          </LinkButton>
          {items.length === 0 && (
            <Card title={t('app.messages.title')}>
              <EmptyState icon={mail} title={t('app.messages.none')}>
                {t('app.messages.none_words')}
              </EmptyState>
            </Card>
          )}
          {past.length > 0 && (
            <Card title={t('app.messages.title')}>
              <Lines items={past} isNew={isNew} />
            </Card>
          )}
          {toCome.length > 0 && (
            <Disclosure summary={t('app.messages.to_come_count', { n: number(toCome.length) })}>
              <ToCome items={toCome} />
            </Disclosure>
          )}
          {notSent.length > 0 && (
            <Disclosure summary={t('told.cancelled')}>
              <Lines items={notSent} isNew={() => false} />
            </Disclosure>
          )}
          {button}
          <p class="soft small">{t('app.messages.rule')}</p>
          <p class="soft small">
            <a href={href('help')}>{t('app.help.how')}</a>
          </p>
        </div>
      )}
    </Page>
  )
}
