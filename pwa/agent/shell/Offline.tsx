import { useEffect, useState } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { Banner } from '../../kit/ui'

/** Says that the network is gone and what still works. */
export function Offline() {
  const [isOff, setOff] = useState(() => !navigator.onLine)
  useEffect(() => {
    const listener = () => setOff(!navigator.onLine)
    addEventListener('online', listener)
    addEventListener('offline', listener)
    return () => {
      removeEventListener('online', listener)
      removeEventListener('offline', listener)
    }
  }, [])
  return (
    <div role="status" class={isOff ? 'offline' : undefined}>
      {isOff && (
        <Banner kind="note" title={t('agent.offline.title')}>
          {t('agent.offline.what')}
        </Banner>
      )}
    </div>
  )
}
