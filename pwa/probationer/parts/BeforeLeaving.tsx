// Before a session ends on this phone: what was said and has not left is sent first, else named, and the person chooses.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { dayAndHour, t } from '../../kit/i18n'
import { Banner, Button } from '../../kit/ui'
import type { Kind } from '../../kit/ui/Button'
import { clock } from '../../kit/ui/icons'
import { sendNow, useUnsent } from '../acts'
import type { Home } from '../api'
import { now } from '../clock'
import { useHome } from '../reading'
import type { Kept } from '../wishes'
import { Tel } from './Answer'
import { whoFollows } from './Contact'
import { wordsOf } from './Said'

const about = ({ wish }: Kept, home: Home | undefined) =>
  wish.act === 'details'
    ? undefined
    : [...(home?.upcoming ?? []), ...(home?.missed ?? [])].find(({ id }) => id === wish.appointment)

function What({ of, home }: { of: Kept; home: Home | undefined }) {
  const one = about(of, home)
  if (of.wish.act !== 'answer') return <li>{t('app.me.details')}</li>
  return (
    <li>
      {wordsOf(of.wish, one ?? { where: 'place' })}
      {one && ` (${dayAndHour(one.starts_at, one.time_zone, now())})`}
    </li>
  )
}

/** What would be lost, and whom to tell it by telephone: from the copy, where there is no network. */
function Losing({ acts, isTrying }: { acts: Kept[]; isTrying: boolean }) {
  const { data: home } = useHome()
  const number = (about(acts[0]!, home)?.whom_to_call ?? (home && whoFollows(home)))?.phone
  return (
    <Banner kind="waits" icon={clock} title={t('app.unsent.title')}>
      <ul class="bullets">
        {acts.map((one) => (
          <What key={one.key} of={one} home={home} />
        ))}
      </ul>
      <p class="strong">{t(isTrying ? 'app.kept.sending' : 'app.unsent.lost')}</p>
      {!isTrying && number && (
        <p>
          {t('app.cannot.call')} <Tel number={number} />.
        </p>
      )}
    </Banner>
  )
}

export function BeforeLeaving({
  action,
  kind,
  stay,
  isBusy,
  onLeave,
  onStay,
  children,
}: {
  action: string
  kind?: Kind
  stay: string
  isBusy?: boolean
  onLeave: () => void
  onStay: () => void
  children: ComponentChildren
}) {
  const acts = useUnsent()
  const [isTrying, setTrying] = useState(true)
  useEffect(() => {
    if (isTrying) void sendNow().then(() => setTrying(false))
  }, [isTrying])
  const waits = acts.length > 0
  const go = (
    <Button isWide kind={waits ? 'danger' : kind} isBusy={isBusy} isOff={waits && isTrying} onClick={onLeave}>
      {action}
    </Button>
  )
  const keep = (
    <Button isWide kind={waits ? 'primary' : 'quiet'} onClick={onStay}>
      {stay}
    </Button>
  )
  return (
    <div class="stack">
      <div aria-live="polite">{waits && <Losing acts={acts} isTrying={isTrying} />}</div>
      {children}
      {waits ? keep : go}
      {waits && !isTrying && (
        <Button isWide kind="secondary" onClick={() => setTrying(true)}>
          {t('kit.retry')}
        </Button>
      )}
      {waits ? go : keep}
    </div>
  )
}
