import { toast } from '../../kit/ui'
import { t } from '../../kit/i18n'
import type { Appointment, Outcome } from '../api/types'
import { useKeys } from '../shell/keys'
import { undoShown } from '../shell/Toasts'
import { focusedRow, moveFocus, type Outcomes, REASONS } from './outcomes'

/** J K V M E U and the digits of the reasons, on the row that has the focus. */
export function useOutcomeKeys(appointments: Appointment[], outcomes: Outcomes): void {
  const focused = () => {
    const id = focusedRow()?.dataset.row
    const found = appointments.find((one) => one.id === id)
    if (!found) toast(t('agent.outcome.choose_row'))
    return found && outcomes.of(found)
  }
  const record = (outcome: Outcome) => () => {
    const appointment = focused()
    if (appointment) outcomes.record(appointment, outcome)
  }
  const reasons = Object.fromEntries(
    REASONS.map((reason, index) => [
      String(index + 1),
      () => {
        const id = focusedRow()?.dataset.row
        const found = appointments.find((one) => one.id === id)
        const appointment = found && outcomes.of(found)
        if (appointment?.state === 'missed' && appointment.may.includes('undo')) outcomes.tell(appointment, reason)
      },
    ]),
  )
  useKeys({
    j: () => moveFocus(1),
    ArrowDown: () => moveFocus(1),
    k: () => moveFocus(-1),
    ArrowUp: () => moveFocus(-1),
    v: record('came'),
    m: record('missed'),
    e: record('excused'),
    u: () => undoShown() || outcomes.undoLast(),
    ...reasons,
  })
}
