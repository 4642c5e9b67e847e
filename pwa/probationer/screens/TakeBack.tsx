// From the old number: "I did not change it". Seven days, with the code sent to the old number and the birth date.
import { useState } from 'preact/hooks'
import { useForm } from '../../kit/form'
import { language, t } from '../../kit/i18n'
import { Banner, Field, FormProblem, LinkButton, PageTitle, PhoneNumber, Submit } from '../../kit/ui'
import { api, type Challenge } from '../api'
import type { Birth } from '../parts/Birth'
import { CodeForm } from '../parts/CodeForm'
import { useKeptStep } from '../keptStep'

function Ask({ onAsk }: { onAsk: (number: string) => Promise<void> }) {
  const form = useForm((values) => onAsk(values.text('phone')))
  return (
    <form {...form.props} class="card stack">
      <Field
        form={form}
        name="phone"
        type="tel"
        inputMode="tel"
        label={t('app.takeback.old')}
        hint={t('app.signin.phone_hint')}
        required
        autocomplete="tel-national"
      />
      <FormProblem form={form} />
      <Submit form={form} isWide>
        {t('app.signin.ask')}
      </Submit>
    </form>
  )
}

export function TakeBack() {
  const { step: asked, enter, forget, leave } = useKeptStep<{ phone: string; challenge: Challenge }>('takeback')
  const [isDone, setDone] = useState(false)
  const ask = async (number: string) =>
    enter({
      phone: number,
      challenge: await api.post('/api/probationer/take-back/challenges', {
        body: { phone: number, language: language() },
      }),
    })
  const prove = async (code: string, birth: Birth) => {
    await api.post('/api/probationer/take-back', { body: { challenge: asked!.challenge.id, code, ...birth } })
    forget()
    setDone(true)
  }
  return (
    <div class="stack">
      <PageTitle back="/">{t('app.takeback.title')}</PageTitle>
      {isDone && (
        <div role="status" class="stack">
          <Banner kind="success" title={t('app.takeback.done')}>
            {t('app.takeback.done_words')}
          </Banner>
          <LinkButton isWide href="/">
            {t('app.signin.enter')}
          </LinkButton>
        </div>
      )}
      {!isDone && !asked && (
        <>
          <p>{t('app.takeback.words')}</p>
          <Ask onAsk={ask} />
        </>
      )}
      {!isDone && asked && (
        <>
          <p>
            {t('app.code.sent_to')}{' '}
            <strong>{asked.phone ? <PhoneNumber of={asked.phone} /> : <bdi>{asked.challenge.address}</bdi>}</strong>
          </p>
          <div class="card">
            <CodeForm
              challenge={asked.challenge}
              needsBirth
              action={t('app.takeback.act')}
              onCode={prove}
              resend={async () => (asked.phone ? ask(asked.phone) : leave())}
            />
          </div>
        </>
      )}
    </div>
  )
}
