import { useState } from 'preact/hooks'
import { useForm } from '../../kit/form'
import { plainDate, t } from '../../kit/i18n'
import { go, href } from '../../kit/router'
import { Banner, Field, FormProblem, PageTitle, Submit, toast } from '../../kit/ui'
import { tellTaken } from '../taken'
import { api, type Challenge } from '../api'
import { CodeForm } from '../parts/CodeForm'
import { useMe } from './Me'

function Refused() {
  const { data: me } = useMe()
  if (!me?.email_refused_at) return null
  return (
    <Banner kind="danger" title={t('app.email.refused', { when: plainDate(me.email_refused_at.slice(0, 10)) })}>
      <bdi>{me.email}</bdi> {t('app.email.refused_do')}
    </Banner>
  )
}

/** An e-mail address gets nothing before its code came back. */
export function Email() {
  const [asked, setAsked] = useState<{ email: string; challenge: Challenge }>()
  const ask = async (email: string) =>
    setAsked({ email, challenge: await api.post('/api/probationer/me/email', { body: { email } }) })
  const form = useForm((values) => ask(values.text('email')))
  const prove = async (code: string) => {
    await api.post('/api/probationer/me/email/proof', { body: { challenge: asked!.challenge.id, code } })
    tellTaken()
    toast(t('kit.saved'))
    go(href('me'), { replace: true })
  }
  return (
    <>
      <PageTitle back={href('me')}>{t('app.email.title')}</PageTitle>
      {asked ? (
        <div class="stack">
          <p>
            {t('app.code.sent_to')} <bdi class="strong">{asked.email}</bdi>
          </p>
          <div class="card">
            <CodeForm
              challenge={asked.challenge}
              action={t('kit.confirm')}
              onCode={prove}
              resend={() => ask(asked.email)}
            />
          </div>
        </div>
      ) : (
        <div class="stack">
          <Refused />
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
      )}
    </>
  )
}
