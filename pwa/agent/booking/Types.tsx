import { t } from '../../kit/i18n'
import type { AppointmentType } from '../api/types'

/** All of them, and wherever they are listed in one order: the national one, which the server gives. Whoever comes back to
 * a form finds each where it stood, whatever was booked meanwhile. */
export function Types({
  types,
  chosen,
  onChoose,
}: {
  types: AppointmentType[]
  chosen: AppointmentType | undefined
  onChoose: (type: AppointmentType) => void
}) {
  return (
    <fieldset class="chips">
      <legend class="unseen">{t('agent.book.type')}</legend>
      {types.map((type) => (
        <label key={type.id} class="chip">
          <input
            type="radio"
            class="chip__input"
            name="type"
            value={type.id}
            // By its number: they may have been read anew since.
            checked={chosen?.id === type.id}
            onChange={() => onChoose(type)}
          />
          <span>{type.name}</span>
        </label>
      ))}
    </fieldset>
  )
}
