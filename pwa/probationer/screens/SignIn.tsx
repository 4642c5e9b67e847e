// A number, a code, on a new phone the birth date. The same words whatever the number is.
import { useEffect, useRef, useState } from 'preact/hooks'
import { asProblem, type Problem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { language, phone, t, textOf } from '../../kit/i18n'
import { refusalText } from '../../kit/refusal'
import { go, useRoute } from '../../kit/router'
import { Banner, Button, Disclosure, Field, FormProblem, PageTitle, Submit } from '../../kit/ui'
import { api, type Challenge } from '../api'
import { agree } from '../language'
import { CodeForm } from '../parts/CodeForm'
import type { Birth } from '../parts/Birth'
import { begin, ended } from '../session'
import { useSignal } from '../signal'

interface Asked {
  phone: string
  challenge: Challenge
}

type OtherWay = 'push' | 'email'

const STORED = 'asked'
const PATIENCE = 15_000

/** An old phone closes the page while its owner reads the SMS: what was asked must survive it. */
function stored(): Asked | undefined {
  const asked = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') as Asked | null
  return asked && Date.parse(asked.challenge.expires_at) > Date.now() ? asked : undefined
}

const askFor = async (number: string): Promise<Asked> => ({
  phone: number,
  challenge: await api.post('/api/probationer/challenges', { body: { phone: number, language: language() } }),
})

export function SignIn() {
  const [asked, setAsked] = useState(stored)
  const isNext = useRef(false)
  const { route } = useRoute()
  const keep = (next: Asked | undefined) => {
    isNext.current = true
    if (next) sessionStorage.setItem(STORED, JSON.stringify(next))
    else sessionStorage.removeItem(STORED)
    setAsked(next)
  }
  const prove = async (code: string, birth: Birth) => {
    const session = await api.post('/api/probationer/session', {
      body: { challenge: asked!.challenge.id, code, ...birth },
    })
    sessionStorage.removeItem(STORED)
    await begin(session)
    await agree(session)
    // The address that was wanted (an appointment out of an SMS) stays; the sign-in's own leads home.
    if (route?.name === 'signin') go('/', { replace: true })
  }
  /** The same code once more: whichever comes first is right. */
  const elsewhere = async (by: OtherWay) =>
    keep({
      phone: asked!.phone,
      challenge: await api.post('/api/probationer/challenges/{challenge}/elsewhere', {
        path: { challenge: asked!.challenge.id },
        body: { by },
      }),
    })
  if (!asked) return <Number isNext={isNext.current} onAsk={async (number) => keep(await askFor(number))} />
  return (
    <Code
      isNext={isNext.current}
      asked={asked}
      prove={prove}
      elsewhere={elsewhere}
      resend={async () => keep(await askFor(asked.phone))}
      back={() => keep(undefined)}
    />
  )
}

function Number({ isNext, onAsk }: { isNext: boolean; onAsk: (number: string) => Promise<void> }) {
  const end = useSignal(ended)
  const form = useForm((values) => onAsk(values.text('phone')))
  return (
    <div class="welcome">
      <PageTitle isNext={isNext}>{t('app.signin.title')}</PageTitle>
      <p class="lead">{t('app.signin.lead')}</p>
      {end && <Banner kind="note">{textOf(`errors.${end}`, 'errors.signed_out')}</Banner>}
      <form {...form.props} class="card stack">
        <Field
          form={form}
          name="phone"
          type="tel"
          label={t('app.signin.phone')}
          hint={t('app.signin.phone_hint')}
          required
          autocomplete="tel-national"
          inputMode="tel"
        />
        <FormProblem form={form} />
        <Submit form={form} isWide>
          {t('app.signin.ask')}
        </Submit>
        <p class="soft small">{t('app.signin.promise')}</p>
      </form>
      <p class="links">
        <a href="/aide">{t('app.help.title')}</a> <a href="/reprendre">{t('app.takeback.title')}</a>{' '}
        <a href="/mentions">{t('app.legal.title')}</a>
      </p>
    </div>
  )
}

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
        {t('app.code.sent_to')} <bdi class="strong">{phone(asked.phone)}</bdi>
      </p>
    )
  return (
    <p class="lead" ref={said} tabIndex={-1}>
      {t(`app.code.sent_${by}`)}
    </p>
  )
}

function Code({
  isNext,
  asked,
  prove,
  elsewhere,
  resend,
  back,
}: {
  isNext: boolean
  asked: Asked
  prove: (code: string, birth: Birth) => Promise<void>
  elsewhere: (by: OtherWay) => Promise<void>
  resend: () => Promise<void>
  back: () => void
}) {
  return (
    <div class="welcome">
      <PageTitle isNext={isNext}>{t('app.code.title')}</PageTitle>
      <Sent asked={asked} />
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
