import { useFirstField, useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { Field, FormProblem, PasswordField, Submit } from '../../kit/ui'
import { signIn } from '../api/calls'
import { present, setSession } from '../session'

export function Password() {
  const form = useForm(async (values) =>
    setSession(await signIn(values.text('email'), String(values.raw.get('password') ?? ''))),
  )
  const known = present().session?.agent?.email
  useFirstField(form, known ? 'password' : 'email')
  return (
    <form {...form.props} class="stack">
      <FormProblem form={form} />
      <Field
        form={form}
        name="email"
        type="email"
        label={t('agent.sign_in.email')}
        autocomplete="username"
        required
        defaultValue={known}
      />
      <PasswordField
        form={form}
        name="password"
        label={t('agent.sign_in.password')}
        autocomplete="current-password"
        required
      />
      <Submit form={form} isWide>
        {t('agent.sign_in.go')}
      </Submit>
    </form>
  )
}
