// A way to be reached that was just proved, and is not used for reminders yet: proposed once, never switched on unasked.
import { useForm } from '../../kit/form'
import { t } from '../../kit/i18n'
import { Button, FormProblem, Submit, toast } from '../../kit/ui'
import { perform } from '../acts'

export function Propose({ channel, onDone }: { channel: 'email' | 'sms'; onDone: () => void }) {
  const form = useForm(async () => {
    const how = await perform({ act: 'details', changes: { [`wants_${channel}`]: true } })
    toast(t(how === 'done' ? 'kit.saved' : 'app.kept.waiting'))
    onDone()
  })
  return (
    <form {...form.props} class="card stack" aria-label={t(`app.propose.${channel}`)}>
      <p class="strong">{t(`app.propose.${channel}`)}</p>
      <p>{t('app.propose.words')}</p>
      <FormProblem form={form} />
      <Submit form={form} isWide>
        {t(`app.propose.${channel}_yes`)}
      </Submit>
      <Button kind="quiet" isWide onClick={onDone}>
        {t('app.propose.no')}
      </Button>
    </form>
  )
}
