// A password of one's own in the office: the one that one has, and the one that one wishes to have from now on.
import type { Form, Values } from '../../kit/form'
import { t } from '../../kit/i18n'
import { PasswordField } from '../../kit/ui'

/** As it was typed: a blank at its end belongs to it. */
export const passwordIn = (values: Values, name = 'password') => String(values.raw.get(name) ?? '')

/** The one that opens the account today; `label` where one is only signing in. */
export const CurrentPassword = ({
  form,
  name = 'password',
  label = t('agent.me.old_password'),
}: {
  form: Form
  name?: string
  label?: string
}) => (
  <PasswordField form={form} name={name} expected="password" label={label} autocomplete="current-password" required />
)

/** Typed twice, for nobody reads what she has not shown. */
export const NewPasswords = ({ form }: { form: Form }) => (
  <>
    <PasswordField
      form={form}
      name="new"
      expected="new_password"
      label={t('agent.me.new_password')}
      hint={t('agent.me.password_hint')}
      autocomplete="new-password"
      minLength={12}
      required
    />
    <PasswordField
      form={form}
      name="again"
      expected="new_password_again"
      label={t('agent.me.again_password')}
      autocomplete="new-password"
      required
    />
  </>
)
