// A number, a code, on a new phone the birth date. The same words whatever the number is.
import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { language, t, textOf } from '../../kit/i18n'
import { useRoute } from '../../kit/router'
import { tab } from '../../kit/storage'
import { Banner, Field, FormProblem, PageTitle, Submit } from '../../kit/ui'
import { api } from '../api'
import { now } from '../clock'
import { agree } from '../language'
import type { Birth } from '../parts/Birth'
import type { Asked, CodeStep as Step, OtherWay } from '../parts/CodeStep'
import { Waiting } from '../parts/Waiting'
import { begin, ended } from '../session'
import { useSignal } from '../signal'
import { useStep } from '../step'

const STORED = 'asked'

// Fetched while the number is typed: the first screen does not carry it.
let Code: typeof Step | undefined
async function fetchStep(): Promise<void> {
  Code ??= (await import('../parts/CodeStep').catch(() => Promise.reject(new Problem('offline')))).CodeStep
}

/** An old phone closes the page while its owner reads the SMS: what was asked must survive it. */
function stored(): Asked | undefined {
  const asked = JSON.parse(tab.get(STORED) ?? 'null') as Asked | null
  return asked && Date.parse(asked.challenge.expires_at) > now().getTime() ? asked : undefined
}

async function askFor(number: string): Promise<Asked> {
  // No code is sent to somebody who could not type it in.
  await fetchStep()
  return {
    phone: number,
    challenge: await api.post('/api/probationer/challenges', { body: { phone: number, language: language() } }),
  }
}

export function SignIn() {
  const { step: asked, enter, leave } = useStep(stored)
  const [number, setNumber] = useState(() => asked?.phone)
  const { route } = useRoute()
  const [, draw] = useState({})
  useEffect(
    () =>
      void fetchStep().then(
        () => draw({}),
        () => undefined,
      ),
    [],
  )
  const keep = (next: Asked) => {
    tab.set(STORED, JSON.stringify(next))
    setNumber(next.phone)
    enter(next)
  }
  const prove = async (code: string, birth: Birth) => {
    const session = await api.post('/api/probationer/session', {
      body: { challenge: asked!.challenge.id, code, ...birth },
    })
    tab.remove(STORED)
    await begin(session)
    await agree(session)
    // The address that was wanted (an appointment out of an SMS) stays; the sign-in's own leads home.
    leave(route?.name === 'signin' ? '/' : undefined)
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
  if (!asked) return <Number number={number} onAsk={async (said) => keep(await askFor(said))} />
  if (!Code) return <Waiting />
  return (
    <Code
      asked={asked}
      prove={prove}
      elsewhere={elsewhere}
      resend={async () => keep(await askFor(asked.phone))}
      back={() => leave()}
    />
  )
}

function Number({ number, onAsk }: { number?: string; onAsk: (number: string) => Promise<void> }) {
  const end = useSignal(ended)
  const form = useForm((values) => onAsk(values.text('phone')))
  return (
    <div class="welcome">
      <PageTitle>{t('app.signin.title')}</PageTitle>
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
          defaultValue={number}
          autocomplete="tel-national"
          inputMode="tel"
        />
        <FormProblem form={form} />
        <Submit form={form} isWide>
          {t('app.signin.ask')}
        </Submit>
        <p class="soft small">{t('app.signin.promise')}</p>
      </form>
      <p class="soft">{t('app.signin.who')}</p>
      <p class="links">
        <a href="/aide">{t('app.help.title')}</a> <a href="/reprendre">{t('app.takeback.title')}</a>{' '}
        <a href="/mentions">{t('app.legal.title')}</a> <a href="/mentions">{t('app.signin.access')}</a>
      </p>
    </div>
  )
}
