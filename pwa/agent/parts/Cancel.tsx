// Cancelling: one dialog, a reason, Enter; for ten seconds it can be taken back, and nothing leaves meanwhile.
import { asProblem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { t, textOf } from '../../kit/i18n'
import { Button, CheckField, ChoiceField, Dialog, FormProblem, Submit, toast } from '../../kit/ui'
import { cancelAppointment, restoreAppointment } from '../api/calls'
import type { Appointment, CancelReason } from '../api/types'
import { fullName } from './person'
import { brief } from './when'

/** What an agent chooses from; the others are said by the act itself (a slot that closes, a file that ends). */
const REASONS = ['person', 'service', 'mistake', 'other'] as const satisfies CancelReason[]

const likely = ({ answer }: Appointment) => (answer?.kind === 'cannot' ? 'person' : 'service')

async function restore(of: Appointment, reload: () => unknown) {
  try {
    await restoreAppointment(of.id)
    toast(t('agent.cancel.restored'))
  } catch (error) {
    toast(textOf(`errors.${asProblem(error).code}`, 'errors.unexpected'))
  }
  void reload()
}

function Question({ of, onClose, reload }: { of: Appointment; onClose: () => void; reload: () => unknown }) {
  const form = useForm(async (values) => {
    const reason = values.text('reason') as CancelReason
    await cancelAppointment(of.id, { tell_person: values.isChecked('tell_person'), reason })
    onClose()
    const done = t('agent.cancel.done', { name: fullName(of.probationer) })
    toast(done, { label: t('agent.cancel.restore'), run: () => void restore(of, reload) })
    void reload()
  })
  return (
    <form {...form.props} class="stack">
      <p>
        <strong>{fullName(of.probationer)}</strong>, {brief(of.starts_at, of.time_zone)}
      </p>
      <ChoiceField
        form={form}
        name="reason"
        label={t('agent.cancel.reason')}
        value={likely(of)}
        isFirst
        options={REASONS.map((reason) => ({ value: reason, label: t(`agent.cancel.reason.${reason}`) }))}
      />
      <CheckField form={form} name="tell_person" label={t('agent.cancel.tell')} defaultChecked />
      <p class="soft small">{t('agent.cancel.what')}</p>
      <FormProblem form={form} />
      <div class="row">
        <Submit form={form} kind="danger">
          {t('agent.cancel.go')}
        </Submit>
        <Button kind="quiet" onClick={onClose}>
          {t('kit.keep')}
        </Button>
      </div>
    </form>
  )
}

export function Cancel(part: { of: Appointment; isOpen: boolean; onClose: () => void; reload: () => unknown }) {
  return (
    <Dialog title={t('agent.cancel.title')} isOpen={part.isOpen} onClose={part.onClose}>
      <Question {...part} />
    </Dialog>
  )
}
