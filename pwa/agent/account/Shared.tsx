import { useState } from 'preact/hooks'
import { Problem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { LANGUAGES, language, setLanguage, t } from '../../kit/i18n'
import { Card, CheckField, Field, FormProblem, Submit, toast } from '../../kit/ui'
import { updateMyAgent } from '../api/calls'
import { CurrentPassword, NewPasswords, passwordIn } from '../parts/Passwords'
import { typedPhone } from '../parts/person'
import { setSession, usePresence } from '../session'
import { areKeysOn, turnKeys } from '../shell/keys'

export function Shared() {
  const { session } = usePresence()
  const form = useForm(async (values) => {
    setSession(
      await updateMyAgent({ shares_name: values.isChecked('shares_name'), shared_phone: values.text('shared_phone') }),
    )
    toast(t('kit.saved'))
  })
  return (
    <Card title={t('agent.me.shared')}>
      <form {...form.props} class="stack">
        <p class="soft small">{t('agent.me.shared_what')}</p>
        <FormProblem form={form} />
        <CheckField
          form={form}
          name="shares_name"
          label={t('agent.me.shares_name')}
          defaultChecked={session?.agent?.shares_name}
        />
        <Field
          form={form}
          name="shared_phone"
          expected="any_phone"
          type="tel"
          label={t('agent.me.shared_phone')}
          hint={t('agent.me.shared_phone_hint')}
          defaultValue={typedPhone(session?.agent?.shared_phone ?? '')}
        />
        <Submit form={form} kind="secondary" isSmall>
          {t('kit.save')}
        </Submit>
      </form>
    </Card>
  )
}

export function NewPassword() {
  const form = useForm(async (values) => {
    const wanted = passwordIn(values, 'new')
    if (wanted !== passwordIn(values, 'again')) throw new Problem('form_incomplete', 422, { again: 'passwords_differ' })
    setSession(await updateMyAgent({ password: { old: passwordIn(values, 'old'), new: wanted } }))
    form.props.ref.current?.reset()
    toast(t('agent.me.changed'))
  })
  return (
    <Card title={t('agent.me.password')}>
      <form {...form.props} class="stack">
        <FormProblem form={form} />
        <CurrentPassword form={form} name="old" />
        <NewPasswords form={form} />
        <Submit form={form} kind="secondary" isSmall>
          {t('agent.me.change_password')}
        </Submit>
      </form>
    </Card>
  )
}

export function Comfort() {
  const [isOn, setOn] = useState(areKeysOn)
  const turn = (on: boolean) => {
    turnKeys(on)
    setOn(on)
  }
  return (
    <Card title={t('agent.me.comfort')}>
      <label class="choice" for="keys-on">
        <input type="checkbox" id="keys-on" checked={isOn} onChange={(event) => turn(event.currentTarget.checked)} />
        <span>
          {t('agent.me.keys')}
          <span class="fr-hint-text">{t('agent.me.keys_what')}</span>
        </span>
      </label>
      <fieldset class="chips">
        <legend class="fr-label">{t('kit.language')}</legend>
        {LANGUAGES.map(({ code, own }) => (
          <label key={code} class="chip" lang={code}>
            <input
              type="radio"
              class="chip__input"
              name="language"
              checked={language() === code}
              onChange={() => void setLanguage(code)}
            />
            <span>{own}</span>
          </label>
        ))}
      </fieldset>
    </Card>
  )
}
