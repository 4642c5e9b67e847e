// Notifications: why, on, off, a test; and a clear word when this phone refuses or can't.
import { useEffect, useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { t, textOf } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Banner, Button, Card, PageTitle, Skeleton, toast } from '../../kit/ui'
import { api } from '../api'
import { turnOn } from '../parts/turnOn'
import { pushState, switchOff, type PushState } from '../push'

type Act = (work: () => Promise<unknown>) => void

function On({ act, isBusy, show }: { act: Act; isBusy: boolean; show: (state: PushState) => void }) {
  const test = async () => {
    await api.post('/api/probationer/push-subscription/test', {})
    toast(t('app.push.test_sent'))
  }
  return (
    <>
      <Banner kind="success" title={t('app.push.is_on')}>
        {t('app.push.is_on_words')}
      </Banner>
      <Button isWide isBusy={isBusy} onClick={() => act(test)}>
        {t('app.push.test')}
      </Button>
      <Button
        isWide
        kind="quiet"
        isOff={isBusy}
        onClick={() =>
          act(async () => {
            await switchOff()
            show('off')
          })
        }
      >
        {t('app.push.switch_off')}
      </Button>
    </>
  )
}

function Off({ act, isBusy, show }: { act: Act; isBusy: boolean; show: (state: PushState) => void }) {
  return (
    <>
      <p>{t('app.push.why')}</p>
      <p class="soft">{t('app.push.lock_screen')}</p>
      <Button isWide isBusy={isBusy} onClick={() => act(async () => show(await turnOn()))}>
        {t('app.push.accept')}
      </Button>
    </>
  )
}

const Steps = ({ of }: { of: 'install' | 'refused' }) => (
  <ol class="steps">
    {(['1', '2', '3'] as const).map((step) => (
      <li key={step} class="steps__one">
        {t(`app.push.${of}_${step}`)}
      </li>
    ))}
  </ol>
)

export function Notifications() {
  const [state, show] = useState<PushState>()
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  useEffect(() => void pushState().then(show, () => show('impossible')), [])
  const act: Act = async (work) => {
    setBusy(true)
    setProblem(undefined)
    await work().catch((error: unknown) => setProblem(asProblem(error).code))
    setBusy(false)
  }
  return (
    <>
      <PageTitle back={href('messages')}>{t('app.push.title')}</PageTitle>
      <Card>
        <div class="stack" aria-live="polite">
          {!state && <Skeleton />}
          {state === 'on' && <On act={act} isBusy={isBusy} show={show} />}
          {state === 'off' && <Off act={act} isBusy={isBusy} show={show} />}
          {state === 'refused' && (
            <>
              <Banner kind="note" title={t('app.push.refused')}>
                {t('app.push.sms_anyway')}
              </Banner>
              <Steps of="refused" />
            </>
          )}
          {state === 'install' && (
            <>
              <Banner title={t('app.push.install')}>{t('app.push.sms_anyway')}</Banner>
              <Steps of="install" />
            </>
          )}
          {state === 'impossible' && (
            <Banner kind="note" title={t('app.push.impossible')}>
              {t('app.push.sms_anyway')}
            </Banner>
          )}
          {problem && <Banner kind="danger">{textOf(`errors.${problem}`, 'errors.push_failed')}</Banner>}
        </div>
      </Card>
    </>
  )
}
