// What the person should know before anything else: a new phone, a changed number, an act that was refused.
import { useState } from 'preact/hooks'
import { plural, recently, t, textOf } from '../../kit/i18n'
import { amend } from '../../kit/load'
import { refusalText } from '../../kit/refusal'
import { href } from '../../kit/router'
import { Banner, Button, LinkButton, toast } from '../../kit/ui'
import { kept, refusals, understood } from '../acts'
import { api, type Home } from '../api'
import { now } from '../clock'
import { useSignal } from '../signal'

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

export function Notices({ home }: { home: Home }) {
  const refused = useSignal(refusals)
  const waiting = useSignal(kept)
  return (
    <>
      {home.notices.map((one) => (
        <Told key={one.kind} {...one} />
      ))}
      {refused.length > 0 && (
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
      )}
      {waiting.some(({ wish, isSending }) => wish.act === 'details' && !isSending) && (
        <Banner kind="note">{t('app.kept.waiting')}</Banner>
      )}
    </>
  )
}
