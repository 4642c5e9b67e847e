// Offers notifications at a moment that makes sense: an appointment is there, nothing was asked lately.
import { useEffect, useState } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { local } from '../../kit/storage'
import { Button, Card, toast } from '../../kit/ui'
import type { Home } from '../api'
import { pushState, type PushState } from '../push'
import { turnOn } from './turnOn'

const STORED = 'push-later'
const PATIENCE = 30 * 86_400_000

const wasPutOff = () => Date.now() - Number(local.get(STORED) ?? 0) < PATIENCE

export function AskPush({ home }: { home: Home }) {
  const [state, setState] = useState<PushState>()
  const [isBusy, setBusy] = useState(false)
  useEffect(() => void pushState().then(setState, () => undefined), [])
  if (state !== 'off' || wasPutOff() || home.upcoming.length === 0) return null
  const accept = async () => {
    setBusy(true)
    const next = await turnOn().catch(() => undefined)
    setBusy(false)
    setState(next ?? 'impossible')
    toast(t(next === 'on' ? 'app.push.is_on' : 'app.push.is_not_on'))
  }
  const later = () => {
    local.set(STORED, String(Date.now()))
    setState('impossible')
  }
  return (
    <Card title={t('app.push.offer')} look="soft">
      <p>{t('app.push.why')}</p>
      <div class="row card__foot">
        <Button isBusy={isBusy} onClick={() => void accept()}>
          {t('app.push.accept')}
        </Button>
        <Button kind="quiet" onClick={later}>
          {t('app.push.later')}
        </Button>
      </div>
    </Card>
  )
}
