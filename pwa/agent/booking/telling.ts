// Whether anybody hears of an appointment that is booked or moves, and why nobody does. No drawing here.
import { capital, t } from '../../kit/i18n'
import { whyOf } from '../../kit/told'
import type { Preview, Unreached } from '../api/types'

export interface Telling {
  /** `told`: a message leaves now. `later`: reminders alone, as was wished; `unasked`: not even these.
   *  `nobody`: nothing can leave. `doubtful`: it leaves, and the last one did not arrive. `unknown`: not foreseen. */
  how: 'told' | 'later' | 'unasked' | 'nobody' | 'doubtful' | 'unknown'
  why?: Unreached
}

export function telling(preview: Preview | undefined, tells: boolean): Telling {
  if (!preview) return { how: 'unknown' }
  const why = preview.unreachable ?? undefined
  if (preview.messages.length === 0) return { how: 'nobody', why }
  if (!tells) return { how: preview.messages.some(({ kind }) => kind === 'reminder') ? 'later' : 'unasked' }
  return why ? { how: 'doubtful', why } : { how: 'told' }
}

/** « Personne n’est prévenue : appelez, ou remettez la convocation. Rappels refusés. » */
export const tellingText = ({ how, why }: Telling) =>
  [t(`agent.telling.${how}`), why && `${capital(whyOf(why.reason))}.`].filter(Boolean).join(' ')
