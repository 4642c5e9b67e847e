// Two minutes before the session ends, a question; after it, the server says whether it has ended.
import { useEffect, useState } from 'preact/hooks'
import { plural, t } from '../../kit/i18n'
import { Banner, Button, Dialog } from '../../kit/ui'
import { signOut, staySignedIn } from '../api/calls'
import { refreshSession, setSession, timeLeft, usePresence } from '../session'

export const WARNING = 120_000
const TICK = 1000

/** What is to be shown with so much time left. */
export function warning(left: { idle: number; whole: number }): {
  kind: 'none' | 'idle' | 'whole' | 'over'
  seconds: number
} {
  const nearest = Math.min(left.idle, left.whole)
  if (nearest > WARNING) return { kind: 'none', seconds: 0 }
  if (nearest <= 0) return { kind: 'over', seconds: 0 }
  return { kind: left.whole <= left.idle ? 'whole' : 'idle', seconds: Math.ceil(nearest / 1000) }
}

const leave = () => void signOut().finally(() => refreshSession())
const stay = async () => setSession(await staySignedIn())

function useWarning(isReady: boolean) {
  const [now, setNow] = useState<ReturnType<typeof warning>>({ kind: 'none', seconds: 0 })
  useEffect(() => {
    if (!isReady) return setNow({ kind: 'none', seconds: 0 })
    let isAsked = false
    const timer = setInterval(() => {
      const next = warning(timeLeft())
      // Once over, only the server knows: a second tab may have kept it alive.
      if (next.kind === 'over' && !isAsked) void refreshSession()
      isAsked = next.kind === 'over'
      setNow((was) => (was.kind === next.kind && was.seconds === next.seconds ? was : next))
    }, TICK)
    return () => clearInterval(timer)
  }, [isReady])
  return now
}

const left = (seconds: number) =>
  seconds > 60
    ? plural('agent.idle.minutes', Math.ceil(seconds / 60))
    : plural('agent.idle.seconds', Math.ceil(seconds / 10) * 10)

export function IdleWarning() {
  const { session, isEnded } = usePresence()
  const { kind, seconds } = useWarning(session?.stage === 'ready' && !isEnded)
  const [isHidden, setHidden] = useState(false)
  useEffect(() => {
    if (kind === 'none') setHidden(false)
  }, [kind])
  const close = () => (kind === 'idle' ? void stay() : setHidden(true))
  return (
    <Dialog
      title={t('agent.idle.title')}
      isOpen={!isHidden && !isEnded && (kind === 'idle' || kind === 'whole')}
      onClose={close}
    >
      <div class="stack">
        <p role="status">{t('agent.idle.in', { left: left(seconds) })}</p>
        {kind === 'whole' && <Banner kind="note">{t('agent.idle.whole')}</Banner>}
        <p class="soft">{t('agent.idle.kept')}</p>
        <div class="row">
          {kind === 'idle' && <Button onClick={() => void stay()}>{t('agent.idle.stay')}</Button>}
          <Button kind="quiet" onClick={leave}>
            {t('agent.sign_out')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
