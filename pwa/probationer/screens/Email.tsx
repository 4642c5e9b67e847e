import { useState } from 'preact/hooks'
import { useForm } from '../../kit/form'
import { plainDate, t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Banner, EmailAddress, Field, FormProblem, PageTitle, Submit, toast } from '../../kit/ui'
import { tellTaken } from '../taken'
import { api, type Challenge, type Me } from '../api'
import { CodeForm } from '../parts/CodeForm'
import { Propose } from '../parts/Propose'
import { useKeptStep } from '../keptStep'
import { useMe } from './Me'

const Refused = ({ me }: { me: Me | undefined }) =>
  me?.email_refused_at ? (
    <Banner kind="danger" title={t('app.email.refused', { when: plainDate(me.email_refused_at.slice(0, 10)) })}>
      {me.email && <EmailAddress of={me.email} />}
      <p>{t('app.email.refused_do')}</p>
    </Banner>
  ) : null

function Ask({ me, onAsk }: { me: Me | undefined; onAsk: (email: string) => Promise<void> }) {
  const form = useForm((values) => onAsk(values.text('email')))
  return (
    <div class="stack">
      <Refused me={me} />
      <form {...form.props} class="card stack">
        <Field
          form={form}
          name="email"
          type="email"
          label={t('app.me.email')}
          hint={t('app.email.hint')}
          required
          autocomplete="email"
        />
        <FormProblem form={form} />
        <Submit form={form} isWide>
          {t('app.signin.ask')}
        </Submit>
      </form>
    </div>
  )
}

/** An e-mail address gets nothing before its code came back. */
export function Email() {
  const { data: me } = useMe()
  const { step: asked, enter, forget, leave } = useKeptStep<{ email: string; challenge: Challenge }>('email')
  const [isProposed, propose] = useState(false)
  const ask = async (email: string) =>
    enter({ email, challenge: await api.post('/api/probationer/me/email', { body: { email } }) })
  const prove = async (code: string) => {
    const proved = await api.post('/api/probationer/me/email/proof', { body: { challenge: asked!.challenge.id, code } })
    forget()
    tellTaken()
    toast(t('app.email.proved'))
    if (proved.wants_email) leave(href('me'))
    else propose(true)
  }
  return (
    <>
      <PageTitle back={href('me')}>{t(me && !me.email ? 'app.email.add' : 'app.email.title')}</PageTitle>
      {isProposed && <Propose channel="email" onDone={() => leave(href('me'))} />}
      {!isProposed && !asked && <Ask me={me} onAsk={ask} />}
      {!isProposed && asked && (
        <div class="stack">
          <p>
            {t('app.email.code_sent')}{' '}
            <strong>{asked.email ? <EmailAddress of={asked.email} /> : <bdi>{asked.challenge.address}</bdi>}</strong>
          </p>
          <div class="card">
            <CodeForm
              challenge={asked.challenge}
              action={t('kit.confirm')}
              onCode={prove}
              resend={async () => (asked.email ? ask(asked.email) : leave())}
            />
          </div>
        </div>
      )}
    </>
  )
}
