// A new number, proved by a code sent there; the birth date again, so that a borrowed phone changes nothing.
import { useState } from 'preact/hooks'
import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Banner, Field, FormProblem, PageTitle, PhoneNumber, Submit, toast } from '../../kit/ui'
import { tellTaken } from '../taken'
import { api, type Challenge } from '../api'
import { birthOf, BirthFields, type Birth } from '../parts/Birth'
import { CodeForm } from '../parts/CodeForm'
import { Propose } from '../parts/Propose'
import { useKeptStep } from '../keptStep'

interface Asked {
  body: { phone: string } & Birth
  challenge: Challenge
}

function Ask({ onAsk }: { onAsk: (body: Asked['body']) => Promise<void> }) {
  const form = useForm((values) => onAsk({ phone: values.text('phone'), ...birthOf(values) }))
  return (
    <form {...form.props} class="card stack">
      <Field
        form={form}
        name="phone"
        type="tel"
        inputMode="tel"
        label={t('app.phone.new')}
        hint={t('app.signin.phone_hint')}
        required
        autocomplete="off"
      />
      <BirthFields form={form} hint={t('app.phone.why_birth')} />
      <FormProblem form={form} />
      <Submit form={form} isWide>
        {t('app.signin.ask')}
      </Submit>
    </form>
  )
}

export function Phone() {
  const { step: asked, enter, forget, leave } = useKeptStep<Asked>('phone')
  const [isProposed, propose] = useState(false)
  const ask = async (body: Asked['body']) =>
    enter({ body, challenge: await api.post('/api/probationer/me/phone', { body }) })
  const prove = async (code: string) => {
    const proved = await api.post('/api/probationer/me/phone/proof', { body: { challenge: asked!.challenge.id, code } })
    forget()
    tellTaken()
    toast(t('app.phone.changed'))
    if (proved.wants_sms) leave(href('me'))
    else propose(true)
  }
  return (
    <>
      <PageTitle back={href('me')}>{t('app.phone.title')}</PageTitle>
      <div class="stack">
        {isProposed && <Propose channel="sms" onDone={() => leave(href('me'))} />}
        {!isProposed && !asked && <Ask onAsk={ask} />}
        {!isProposed && !asked && <Banner>{t('app.phone.told')}</Banner>}
        {!isProposed && asked && (
          <p>
            {t('app.phone.code_sent')}{' '}
            <strong>{asked.body ? <PhoneNumber of={asked.body.phone} /> : <bdi>{asked.challenge.address}</bdi>}</strong>
          </p>
        )}
        {!isProposed && asked && (
          <div class="card">
            <CodeForm
              challenge={asked.challenge}
              action={t('kit.confirm')}
              onCode={prove}
              resend={async () => (asked.body ? ask(asked.body) : leave())}
            />
          </div>
        )}
      </div>
    </>
  )
}
