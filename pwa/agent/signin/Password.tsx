import { useFirstField, useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { Field, FormProblem, Submit } from '../../kit/ui'
import { signIn } from '../api/calls'
import { CurrentPassword, passwordIn } from '../parts/Passwords'
import { present, setSession } from '../session'

export function Password() {
  const form = useForm(async (values) => setSession(await signIn(values.text('email'), passwordIn(values))))
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
      <CurrentPassword form={form} label={t('agent.sign_in.password')} />
      <Submit form={form} isWide>
        {t('agent.sign_in.go')}
      </Submit>
    </form>
  )
}
