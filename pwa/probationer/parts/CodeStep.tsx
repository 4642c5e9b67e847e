// The second step of signing in: the code that came, and on a new phone the birth date.
import { useEffect, useRef, useState } from 'preact/hooks'
import { asProblem, type Problem } from '../../kit/call'
import { t } from '../../kit/i18n'
import { phone } from '../../kit/numbers'
import { refusalText } from '../../kit/refusal'
import { local } from '../../kit/storage'
import { Banner, Button, Disclosure, PageTitle } from '../../kit/ui'
import type { Challenge } from '../api'
import type { Birth } from './Birth'
import { CodeForm } from './CodeForm'

export interface Asked {
  phone: string
  challenge: Challenge
}

export type OtherWay = 'push' | 'email'

const PATIENCE = 15_000

/** For a phone that is known: after a while, so that nobody is sent away from an SMS that is on its way. */
function OtherWays({ elsewhere }: { elsewhere: (by: OtherWay) => Promise<void> }) {
  const [isLate, setLate] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  const send = (by: OtherWay) =>
    elsewhere(by).then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(asProblem(error)),
    )
  if (!isLate) return null
  return (
    <div class="stack">
      <p class="small">{t('app.code.other_ways')}</p>
      <Button kind="secondary" isWide onClick={() => void send('push')}>
        {t('app.code.by_push')}
      </Button>
      <Button kind="secondary" isWide onClick={() => void send('email')}>
        {t('app.code.by_email')}
      </Button>
      <div role="alert">{problem && <Banner kind="danger">{refusalText(problem)}</Banner>}</div>
    </div>
  )
}

/** Another way was chosen far below: what it asks for now stands here, so the eyes are brought back. */
function Sent({ asked }: { asked: Asked }) {
  const { by } = asked.challenge
  const said = useRef<HTMLParagraphElement>(null)
  useEffect(() => said.current?.focus(), [asked])
  if (by === 'sms')
    return (
      <p class="lead">
        {t('app.code.sent_to')} <bdi class="strong number">{phone(asked.phone)}</bdi>
      </p>
    )
  return (
    <p class="lead" ref={said} tabIndex={-1}>
      {t(`app.code.sent_${by}`)}
    </p>
  )
}

/** Of whoever was here before, by what the queue keeps (acts.ts): another person's sign-in empties the phone. */
const isWaiting = () => /"act":"(answer|details)"/.test(local.get('acts') ?? '')

export function CodeStep({
  asked,
  prove,
  elsewhere,
  resend,
  back,
}: {
  asked: Asked
  prove: (code: string, birth: Birth) => Promise<void>
  elsewhere: (by: OtherWay) => Promise<void>
  resend: () => Promise<void>
  back: () => void
}) {
  return (
    <div class="welcome">
      <PageTitle>{t('app.code.title')}</PageTitle>
      <Sent asked={asked} />
      {isWaiting() && (
        <Banner kind="waits" title={t('app.unsent.title')}>
          {t('app.unsent.another')}
        </Banner>
      )}
      <div class="card">
        <CodeForm
          challenge={asked.challenge}
          needsBirth={asked.challenge.birth_date_needed}
          action={t('app.signin.enter')}
          onCode={prove}
          resend={resend}
        >
          {asked.challenge.other_ways && <OtherWays key={asked.phone} elsewhere={elsewhere} />}
          <Disclosure summary={t('app.code.nothing')}>
            <ul class="bullets">
              <li>{t('app.code.nothing_wait')}</li>
              <li>{t('app.code.nothing_number')}</li>
              <li>{t('app.code.nothing_changed')}</li>
            </ul>
          </Disclosure>
        </CodeForm>
      </div>
      <Button kind="quiet" onClick={back}>
        {t('app.code.other_number')}
      </Button>
    </div>
  )
}
