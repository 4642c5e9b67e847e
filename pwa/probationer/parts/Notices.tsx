// What the person should know before anything else: what was changed, an act that was refused, a new phone.
import { useState } from 'preact/hooks'
import { plural, recently, t, textOf } from '../../kit/i18n'
import { amend } from '../../kit/load'
import { refusalText } from '../../kit/refusal'
import { href } from '../../kit/router'
import { Banner, Button, Disclosure, LinkButton, toast } from '../../kit/ui'
import { clock } from '../../kit/ui/icons'
import { kept, refusals, understood } from '../acts'
import { api, type Home } from '../api'
import { now } from '../clock'
import type { Refusal } from '../queue'
import { useSignal } from '../signal'
import { unseenChange, type Act } from '../wishes'
import { linesOf } from './Changes'

type Notice = Home['notices'][number]

const LINKS = { new_device: 'devices', number_changed: 'takeback' } as const

/** One line however many there were: « c'était moi » ends it on this phone, the other gesture leads to where it is undone. */
function Told({ kind, at, detail, count = 1 }: Notice) {
  const [isBusy, setBusy] = useState(false)
  const settle = async () => {
    setBusy(true)
    try {
      await api.post('/api/probationer/notices/settled', { body: { kind, until: at } })
      await amend<Home>('home', (home) => ({ ...home, notices: home.notices.filter((one) => one.kind !== kind) }))
    } catch (error) {
      toast(refusalText(error))
    }
    setBusy(false)
  }
  return (
    <Banner
      kind="note"
      title={kind === 'new_device' ? plural('app.notice.new_device', count) : t('app.notice.number_changed')}
    >
      <p class="small">{[detail, recently(at, now())].filter(Boolean).join(', ')}</p>
      <div class="row">
        <Button kind="quiet" isBusy={isBusy} onClick={() => void settle()}>
          {t('app.notice.mine')}
        </Button>
        <LinkButton kind="quiet" href={href(LINKS[kind])}>
          {t('app.notice.not_mine')}
        </LinkButton>
      </div>
    </Banner>
  )
}

function Refused({ refused }: { refused: Refusal[] }) {
  return (
    <Banner kind="danger" title={t('app.kept.refused')}>
      <ul>
        {refused.map(({ problem, key }) => (
          <li key={key}>{textOf(`errors.${problem.code}`, 'errors.unexpected')}</li>
        ))}
      </ul>
      <Button kind="quiet" onClick={understood}>
        {t('app.understood')}
      </Button>
    </Banner>
  )
}

/** What the service changed that she has not seen; a copy made by an earlier version of the app has not all of the lists. */
const changesOf = ({ missed, called_off, upcoming }: Home, acts: readonly Act[]) =>
  [...(missed ?? []), ...(called_off ?? []), ...(upcoming ?? [])].filter((one) => unseenChange(one, acts))

/** One at a time, what matters most first; the others are behind it. `except`: what says it in its own place. */
export function Notices({ home, except }: { home: Home; except?: string[] }) {
  const refused = useSignal(refusals)
  const waiting = useSignal(kept)
  const changed = changesOf(home, waiting).filter(({ id }) => !except?.includes(id))
  const [first, ...others] = [
    ...linesOf(changed),
    refused.length > 0 && <Refused key="refused" refused={refused} />,
    ...home.notices.map((one) => <Told key={one.kind} {...one} />),
    waiting.some(({ wish, isSending }) => wish.act === 'details' && !isSending) && (
      <Banner key="waiting" kind="waits" icon={clock}>
        {t('app.kept.waiting')}
      </Banner>
    ),
  ].filter(Boolean)
  if (!first) return null
  return (
    <>
      {first}
      {others.length > 0 && (
        <div class="card card--more">
          <Disclosure summary={plural('app.notice.others', others.length)}>
            <div class="stack">{others}</div>
          </Disclosure>
        </div>
      )}
    </>
  )
}
