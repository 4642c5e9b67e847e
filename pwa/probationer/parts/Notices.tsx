// What the person should know before anything else: a new phone, a changed number, an act that was refused.
import { recently, t, textOf } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Banner, Button } from '../../kit/ui'
import { kept, refusals, understood } from '../acts'
import type { Home } from '../api'
import { now } from '../clock'
import { useSignal } from '../signal'

const LINKS = { new_device: 'devices', number_changed: 'takeback' } as const

export function Notices({ home }: { home: Home }) {
  const refused = useSignal(refusals)
  const waiting = useSignal(kept)
  return (
    <>
      {home.notices.map(({ kind, at, detail }) => (
        <Banner key={kind + at} kind="note" title={t(`app.notice.${kind}`)}>
          <p>
            {[detail, recently(at, now())].filter(Boolean).join(', ')}.{' '}
            <a href={href(LINKS[kind])}>{t(`app.notice.${kind}_act`)}</a>
          </p>
        </Banner>
      ))}
      {refused.length > 0 && (
        <Banner kind="danger" title={t('app.kept.refused')}>
          <ul>
            {refused.map(({ problem, key }) => (
              <li key={key}>{textOf(`errors.${problem.code}`, 'errors.unexpected')}</li>
            ))}
          </ul>
          <Button kind="quiet" isSmall onClick={understood}>
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
