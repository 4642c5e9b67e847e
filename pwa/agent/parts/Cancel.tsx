import { t } from '../../kit/i18n'
import { toast } from '../../kit/ui'
import { cancelAppointment } from '../api/calls'
import type { Appointment } from '../api/types'
import type { Asked } from './Confirm'
import { fullName } from './person'

/** Cancelled is final, the person is told not to come: so the family name is typed first. */
export function cancelling(of: Appointment, reload: () => unknown): Asked {
  const run = (tells: boolean) => async () => {
    await cancelAppointment(of.id, tells)
    toast(t('agent.cancel.done'))
    void reload()
  }
  return {
    title: t('agent.cancel.title'),
    body: (
      <div class="stack--small">
        <p>
          <strong>{fullName(of.probationer)}</strong>
        </p>
        <p>{t('agent.cancel.what')}</p>
      </div>
    ),
    word: of.probationer.last_name,
    acts: [
      { label: t('agent.cancel.tell'), run: run(true) },
      { label: t('agent.cancel.no_message'), run: run(false) },
    ],
  }
}
