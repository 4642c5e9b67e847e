import { useForm } from '../../kit/form'
import { t, type MessageKey } from '../../kit/i18n'
import { CheckField, FormProblem, Submit } from '../../kit/ui'
import { acceptCharter } from '../api/calls'
import { setSession } from '../session'

const RULES: MessageKey[] = [
  'agent.charter.need',
  'agent.charter.journal',
  'agent.charter.share',
  'agent.charter.lock',
  'agent.charter.words',
  'agent.charter.proof',
  'agent.charter.report',
]

export function Charter() {
  const form = useForm(async () => setSession(await acceptCharter()))
  return (
    <form {...form.props} class="stack">
      <p>{t('agent.charter.intro')}</p>
      <ol class="steps">
        {RULES.map((rule) => (
          <li key={rule}>{t(rule)}</li>
        ))}
      </ol>
      <FormProblem form={form} />
      <CheckField form={form} name="accepted" expected="charter" label={t('agent.charter.accept')} required />
      <Submit form={form} isWide>
        {t('agent.charter.go')}
      </Submit>
    </form>
  )
}
