import { useState } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { sorted } from '../../kit/sorted'
import { local } from '../../kit/storage'
import type { AppointmentType } from '../api/types'

const SHOWN = 7
const USED = 'agent-types'

/** What this agent books most comes first; counted on this computer alone. */
function counts(): Record<string, number> {
  return JSON.parse(local.get(USED) ?? '{}') as Record<string, number>
}

export function noteUse(code: string): void {
  const all = counts()
  local.set(USED, JSON.stringify({ ...all, [code]: (all[code] ?? 0) + 1 }))
}

export function ranked(types: AppointmentType[], used: Record<string, number>): AppointmentType[] {
  return sorted(types, (a, b) => (used[b.code] ?? 0) - (used[a.code] ?? 0))
}

export function Types({
  types,
  chosen,
  onChoose,
}: {
  types: AppointmentType[]
  chosen: AppointmentType | undefined
  onChoose: (type: AppointmentType) => void
}) {
  const [isAll, setAll] = useState(types.length <= SHOWN + 1)
  // A few keep their places: who books one after the other presses where the last one stood.
  const [order] = useState(() => (types.length <= SHOWN + 1 ? types : ranked(types, counts())))
  const shown = isAll ? order : order.slice(0, SHOWN)
  // By their numbers: they may have been read anew since.
  const listed = chosen && !shown.some(({ id }) => id === chosen.id) ? [...shown, chosen] : shown
  return (
    <fieldset class="chips">
      <legend class="unseen">{t('agent.book.type')}</legend>
      {listed.map((type) => (
        <label key={type.id} class="chip">
          <input
            type="radio"
            class="chip__input"
            name="type"
            value={type.id}
            checked={chosen?.id === type.id}
            onChange={() => onChoose(type)}
          />
          <span>{type.name}</span>
        </label>
      ))}
      {!isAll && (
        <button type="button" class="chip chip--more" onClick={() => setAll(true)}>
          {t('agent.book.more_types')}
        </button>
      )}
    </fieldset>
  )
}
