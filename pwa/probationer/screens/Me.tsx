// My details, my phones, and the ways out.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { MessageKey } from '../../kit/i18n'
import { list, plainDate, t } from '../../kit/i18n'
import { phone } from '../../kit/numbers'
import { useLoad } from '../../kit/load'
import { go, href } from '../../kit/router'
import { Badge, Button, Card, Dialog, EmailAddress, Icon } from '../../kit/ui'
import {
  chevron,
  clock,
  device,
  help,
  home,
  leave,
  lock as lockIcon,
  mail,
  paper,
  people,
  phone as phoneIcon,
  bell,
} from '../../kit/ui/icons'
import type { Me as Details } from '../api'
import { kept } from '../acts'
import { canInstall, install } from '../install'
import { hasLock } from '../lock'
import { BeforeLeaving } from '../parts/BeforeLeaving'
import { Page } from '../parts/Page'
import { READS } from '../reading'
import { ended, signOut } from '../session'
import { useChange, useSignal } from '../signal'
import { taken } from '../taken'
import { detailsWith, reaches, waitingDetails, type Kept } from '../wishes'

export function useMe() {
  const loaded = useLoad('me', READS.me)
  useChange(taken, loaded.reload)
  const waiting = useSignal(kept)
  return { ...loaded, data: loaded.data && detailsWith(loaded.data, waiting) }
}

interface Row {
  to: string
  icon: string
  label: MessageKey
  value?: ComponentChildren
  proved?: boolean
  refused?: boolean
  isWaiting?: boolean
}

function Rows({ rows }: { rows: Row[] }) {
  return (
    <ul class="lines">
      {rows.map(({ to, icon, label, value, proved, refused, isWaiting }) => (
        <li key={to}>
          <a class="line" href={href(to)}>
            <Icon of={icon} />
            <span class="line__text">
              <span>{t(label)}</span>
              {value && <span class="soft said">{value}</span>}
              {isWaiting && (
                <Badge kind="waits">
                  <Icon of={clock} size={16} /> {t('app.kept.badge')}
                </Badge>
              )}
              {refused && <Badge kind="danger">{t('app.me.to_correct')}</Badge>}
              {proved === false && !refused && <Badge kind="note">{t('app.me.to_prove')}</Badge>}
            </span>
            <Icon of={chevron} size={20} turns />
          </a>
        </li>
      ))}
    </ul>
  )
}

const channels = (me: Details) =>
  list(
    [
      me.wants_sms && t('app.channel.sms'),
      me.wants_push && t('app.channel.push'),
      me.wants_email && me.email_proved && t('app.channel.email'),
    ].filter((one) => one !== false),
  )

const mine = (me: Details, waiting: Kept[]): Row[] => [
  {
    to: 'phone',
    icon: phoneIcon,
    label: 'app.me.phone',
    value: me.phone ? phone(me.phone) : t('app.me.none'),
    proved: me.phone ? me.phone_proved : undefined,
  },
  {
    to: 'email',
    icon: mail,
    label: 'app.me.email',
    value: me.email ? <EmailAddress of={me.email} /> : t('app.me.none'),
    proved: me.email ? me.email_proved : undefined,
    refused: me.email_refused_at !== null,
  },
  {
    to: 'address',
    icon: home,
    label: 'app.me.address',
    value: [me.address, me.postcode, me.city].filter(Boolean).join(' ') || t('app.me.none'),
    isWaiting: waitingDetails('address', waiting),
  },
  {
    to: 'reminders',
    icon: bell,
    label: 'app.me.reminders',
    value: reaches(me, me) ? channels(me) : t('app.me.no_reminder'),
    isWaiting: waitingDetails('channels', waiting),
  },
]

const others = (): Row[] => [
  { to: 'trust', icon: people, label: 'app.trust.title' },
  { to: 'devices', icon: device, label: 'app.devices.title' },
  { to: 'lock', icon: lockIcon, label: 'app.lock.title', value: t(hasLock() ? 'app.me.lock_on' : 'app.me.lock_off') },
  { to: 'help', icon: help, label: 'app.help.title' },
  { to: 'legal', icon: paper, label: 'app.legal.title' },
]

function Leave() {
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const out = async () => {
    setBusy(true)
    await signOut()
    ended.value = 'left'
    go('/connexion', { replace: true })
  }
  return (
    <>
      <Button isWide kind="quiet" icon={leave} onClick={() => setOpen(true)}>
        {t('app.me.sign_out')}
      </Button>
      <Dialog title={t('app.me.sign_out')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <BeforeLeaving
          action={t('app.me.sign_out')}
          stay={t('app.me.stay')}
          isBusy={isBusy}
          onLeave={() => void out()}
          onStay={() => setOpen(false)}
        >
          <p>{t('app.me.sign_out_words')}</p>
        </BeforeLeaving>
      </Dialog>
    </>
  )
}

export function Me() {
  const loaded = useMe()
  const isOffered = useSignal(canInstall)
  const waiting = useSignal(kept)
  return (
    <Page
      loaded={loaded}
      title={loaded.data ? `${loaded.data.first_name} ${loaded.data.last_name}` : t('app.tab.me')}
      name={t('app.tab.me')}
    >
      {(me) => (
        <div class="stack">
          {me.take_back_until && (
            <p class="soft small">
              {t('app.me.take_back', { on: plainDate(me.take_back_until.slice(0, 10)) })}{' '}
              <a href={href('takeback')}>{t('app.takeback.title')}</a>
            </p>
          )}
          <Card title={t('app.me.details')}>
            <Rows rows={mine(me, waiting)} />
          </Card>
          <Card>
            <Rows rows={others()} />
          </Card>
          {isOffered && (
            <Button isWide kind="secondary" onClick={() => void install()}>
              {t('app.me.install')}
            </Button>
          )}
          <Leave />
        </div>
      )}
    </Page>
  )
}
