// Cancelling: one dialog, a reason, Enter; for ten seconds it can be taken back, and nothing leaves meanwhile.
import { asProblem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { t, textOf } from '../../kit/i18n'
import { whyOf } from '../../kit/told'
import { Banner, Button, CheckField, ChoiceField, Dialog, FormProblem, Submit, toast } from '../../kit/ui'
import { cancelAppointment, restoreAppointment } from '../api/calls'
import type { Appointment, AppointmentDetail, CancelReason } from '../api/types'
import { fullName } from './person'
import { brief, comma } from './when'

/** What an agent chooses from; the others are said by the act itself (a slot that closes, a file that ends). */
const REASONS = ['person', 'service', 'mistake', 'other'] as const satisfies CancelReason[]

/** What the person has said herself; else none is chosen for a hurried hand: it stays in the journal. */
const known = ({ answer }: Appointment) => (answer?.kind === 'cannot' ? 'person' : undefined)

async function restore(of: Appointment, reload: () => unknown) {
  try {
    await restoreAppointment(of.id)
    toast(t('agent.cancel.restored'))
  } catch (error) {
    toast(textOf(`errors.${asProblem(error).code}`, 'errors.unexpected'))
  }
  void reload()
}

type Cancelled = Appointment & Pick<AppointmentDetail, 'silence' | 'is_told'>

/** Why the cancellation is told to nobody; nothing where a message tells it. */
const silent = ({ silence, is_told }: Cancelled) =>
  silence ? t('agent.cancel.nobody', { why: whyOf(silence.reason) }) : is_told ? '' : t('agent.cancel.nobody_knew')

function Question({ of, onClose, reload }: { of: Cancelled; onClose: () => void; reload: () => unknown }) {
  const nobody = silent(of)
  const form = useForm(async (values) => {
    const reason = values.text('reason') as CancelReason
    // Where no message can go it is wished all the same: telling her becomes a task.
    await cancelAppointment(of.id, { tell_person: nobody !== '' || values.isChecked('tell_person'), reason })
    onClose()
    const done = t(nobody ? 'agent.cancel.done_silent' : 'agent.cancel.done', { name: fullName(of.probationer) })
    toast(done, { label: t('agent.cancel.restore'), run: () => void restore(of, reload) })
    void reload()
  })
  return (
    <form {...form.props} class="stack">
      <p>
        <strong>{fullName(of.probationer)}</strong>
        {comma()}
        {brief(of.starts_at, of.time_zone)}
      </p>
      <ChoiceField
        form={form}
        name="reason"
        label={t('agent.cancel.reason')}
        value={known(of)}
        required
        isFirst
        options={REASONS.map((reason) => ({ value: reason, label: t(`agent.cancel.reason.${reason}`) }))}
      />
      {nobody ? (
        <Banner kind="note">{nobody}</Banner>
      ) : (
        <CheckField form={form} name="tell_person" label={t('agent.cancel.tell')} defaultChecked />
      )}
      <p class="soft small">{t(nobody ? 'agent.cancel.what_silent' : 'agent.cancel.what')}</p>
      <FormProblem form={form} />
      <div class="row">
        <Submit form={form}>{t('agent.cancel.go')}</Submit>
        <Button kind="quiet" onClick={onClose}>
          {t('kit.keep')}
        </Button>
      </div>
    </form>
  )
}

export function Cancel(part: { of: Cancelled; isOpen: boolean; onClose: () => void; reload: () => unknown }) {
  return (
    <Dialog title={t('agent.cancel.title')} isOpen={part.isOpen} onClose={part.onClose}>
      <Question {...part} />
    </Dialog>
  )
}
