import { useState } from 'preact/hooks'
import { Problem } from '../../kit/call'
import { byCodeAlone, codeOf } from '../../kit/code'
import { useFirstField, useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { Button, CodeField, Field, FormProblem, Submit } from '../../kit/ui'
import { device, lock, paper, person } from '../../kit/ui/icons'
import { beginSecurityKey, confirmPassword, verifyRecoveryCode, verifySecurityKey, verifyTotp } from '../api/calls'
import type { Session } from '../api/types'
import { CurrentPassword, passwordIn } from '../parts/Passwords'
import { setSession } from '../session'
import { askKey, canUseKeys } from './webauthn'

export type Way = Session['ways'][number] | 'password'
const ICONS: Record<Way, string> = { totp: device, security_key: lock, recovery: paper, password: person }
interface Step {
  onDone: (session: Session) => void
}

function Totp({ onDone }: Step) {
  const form = useForm(async (values) => onDone(await byCodeAlone(verifyTotp(codeOf(values)))))
  useFirstField(form, 'code')
  return (
    <form {...form.props} class="stack">
      <FormProblem form={form} />
      <CodeField
        form={form}
        label={t('agent.second.totp_label')}
        hint={t('agent.second.totp_hint')}
        autocomplete="one-time-code"
        class="fr-input code-input"
      />
      <Submit form={form} isWide>
        {t('agent.second.check')}
      </Submit>
    </form>
  )
}

function SecurityKey({ onDone }: Step) {
  const form = useForm(async () => {
    const credential = await askKey(await beginSecurityKey())
    if (!credential) throw new Problem('security_key_refused')
    onDone(await verifySecurityKey(credential))
  })
  return (
    <form {...form.props} class="stack">
      <FormProblem form={form} />
      <p>{t('agent.second.key_hint')}</p>
      <Submit form={form} isWide icon={lock}>
        {t('agent.second.key_go')}
      </Submit>
    </form>
  )
}

function Recovery({ onDone }: Step) {
  const form = useForm(async (values) => onDone(await byCodeAlone(verifyRecoveryCode(values.text('code')))))
  useFirstField(form, 'code')
  return (
    <form {...form.props} class="stack">
      <FormProblem form={form} />
      <Field
        form={form}
        name="code"
        expected="recovery_code"
        label={t('agent.second.recovery_label')}
        hint={t('agent.second.recovery_hint')}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        class="fr-input code-input"
        required
      />
      <Submit form={form} isWide>
        {t('agent.second.check')}
      </Submit>
    </form>
  )
}

function Password({ onDone }: Step) {
  const form = useForm(async (values) => onDone(await confirmPassword(passwordIn(values))))
  useFirstField(form, 'password')
  return (
    <form {...form.props} class="stack">
      <FormProblem form={form} />
      <CurrentPassword form={form} />
      <Submit form={form} isWide>
        {t('agent.second.check')}
      </Submit>
    </form>
  )
}

const FORMS = { totp: Totp, security_key: SecurityKey, recovery: Recovery, password: Password }

/** One way of several to say who one is, the first at once. */
export function OneOf({ ways: all, onDone }: { ways: Way[] } & Step) {
  const ways = all.filter((way) => way !== 'security_key' || canUseKeys())
  const [way, setWay] = useState<Way>(ways[0] ?? 'recovery')
  const Form = FORMS[way]
  const others = ways.filter((one) => one !== way)
  return (
    <div class="stack">
      <Form key={way} onDone={onDone} />
      {others.length > 0 && (
        <div class="other-ways">
          <p class="soft small">{t('agent.second.other')}</p>
          {others.map((one) => (
            <Button key={one} kind="quiet" isSmall icon={ICONS[one]} onClick={() => setWay(one)}>
              {t(`agent.second.way.${one}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

export const SecondFactor = ({ session }: { session: Session }) => (
  <>
    <OneOf ways={session.ways} onDone={setSession} />
    <p class="soft small sign-in__lost">{t('agent.second.lost')}</p>
  </>
)
