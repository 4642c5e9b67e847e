// Where this file can be opened from; close one, or say that this phone belongs to somebody else.
import { useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { recently, t, textOf } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { go, href } from '../../kit/router'
import { Badge, Banner, Button, Card, Dialog, toast } from '../../kit/ui'
import { api } from '../api'
import { now } from '../clock'
import { BeforeLeaving } from '../parts/BeforeLeaving'
import { Page } from '../parts/Page'
import { READS } from '../reading'
import { wipe } from '../session'

function Disown() {
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const disown = async () => {
    try {
      await api.post('/api/probationer/not-my-phone', {})
      await wipe()
      go('/connexion', { replace: true })
    } catch (error) {
      setProblem(asProblem(error).code)
    }
  }
  return (
    <Card title={t('app.disown.title')}>
      <p>{t('app.disown.words')}</p>
      <div class="card__foot">
        <Button kind="danger" isWide onClick={() => setOpen(true)}>
          {t('app.disown.act')}
        </Button>
      </div>
      <Dialog title={t('app.disown.title')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <BeforeLeaving
          action={t('app.disown.act')}
          kind="danger"
          stay={t('kit.keep')}
          onLeave={() => void disown()}
          onStay={() => setOpen(false)}
        >
          <p>{t('app.disown.confirm')}</p>
          {problem && <Banner kind="danger">{textOf(`errors.${problem}`, 'errors.unexpected')}</Banner>}
        </BeforeLeaving>
      </Dialog>
    </Card>
  )
}

export function Devices() {
  const loaded = useLoad('devices', READS.devices)
  const close = async (id: string) => {
    try {
      await api.delete('/api/probationer/devices/{device}', { path: { device: id } })
      toast(t('app.devices.closed'))
      await loaded.reload()
    } catch (error) {
      toast(textOf(`errors.${asProblem(error).code}`, 'errors.unexpected'))
    }
  }
  return (
    <Page loaded={loaded} title={t('app.devices.title')} back={href('me')}>
      {({ items }) => (
        <div class="stack">
          <Card>
            <ul class="lines">
              {items.map((one) => (
                <li key={one.id} class="line">
                  <span class="line__text">
                    <bdi>{one.label}</bdi>
                    <span class="soft small">{t('app.devices.since', { at: recently(one.created_at, now()) })}</span>
                    <span class="soft small">{t('app.devices.seen', { at: recently(one.last_seen_at, now()) })}</span>
                  </span>
                  {one.current ? (
                    <Badge kind="info">{t('app.devices.this')}</Badge>
                  ) : (
                    <Button kind="danger" onClick={() => void close(one.id)}>
                      {t('app.devices.close')}
                      <span class="unseen"> {one.label}</span>
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Card>
          <Disown />
        </div>
      )}
    </Page>
  )
}
