import { useEffect } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { listFreeSeats } from '../api/calls'
import { apart } from '../parts/apart'
import { agendasAt, placesOf } from './choice'
import { FreeTime } from './FreeTime'
import { Grid, namer, Seats } from './Seats'
import type { Booking } from './useBooking'

function Where({ of }: { of: Booking }) {
  const places = placesOf(of.agendas)
  const here = agendasAt(of.agendas, of.choice.place)
  if (places.length < 2 && here.length < 2) return null
  return (
    <div class="grid">
      {places.length > 1 && (
        <div class="field">
          <label class="fr-label" for="book-place">
            {t('agent.book.place')}
          </label>
          <select
            class="fr-select"
            id="book-place"
            value={String(of.choice.place ?? '')}
            onChange={(event) => of.choosePlace(Number(event.currentTarget.value))}
          >
            {places.map(({ id, name }) => (
              <option key={id} value={String(id)}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      {here.length > 1 && (
        <div class="field">
          <label class="fr-label" for="book-agenda">
            {t('agent.book.agenda')}
          </label>
          <select
            class="fr-select"
            id="book-agenda"
            value={String(of.choice.agenda ?? '')}
            onChange={(event) => of.change({ agenda: Number(event.currentTarget.value) || undefined, seat: undefined })}
          >
            <option value="">{t('agent.book.all_agendas')}</option>
            {apart(here).map(({ id, name }) => (
              <option key={id} value={String(id)}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  )
}

/** A free hour; the server may propose some, and says in which zone the place's clock runs. */
function Free({ of }: { of: Booking }) {
  const query = { type: of.choice.type?.id ?? 0, place: of.choice.place, agenda: of.choice.agenda, days: 7 }
  const { data } = useLoad(`seats:${JSON.stringify(query)}:${of.round}`, () => listFreeSeats(query))
  const { setZone } = of
  const zone = data?.time_zone
  useEffect(() => {
    if (zone) setZone(zone)
  }, [zone, setZone])
  const proposed = data?.days.some(({ seats }) => seats.length > 0)
  return (
    <div class="stack">
      <FreeTime choice={of.choice} zone={of.zone} onChange={of.change} />
      {data && proposed && (
        <>
          <p class="soft">{t('agent.free.proposed')}</p>
          <Grid of={data} chosen={of.choice.seat} nameOf={namer(data, of.agendas)} onChoose={of.chooseSeat} />
        </>
      )}
    </div>
  )
}

export function When({ of }: { of: Booking }) {
  const { type } = of.choice
  if (!type) return <p class="soft">{t('agent.book.type_first')}</p>
  return (
    <div class="stack">
      <Where of={of} />
      {type.by_slot ? (
        <Seats
          choice={of.choice}
          agendas={of.agendas}
          from={of.from}
          round={of.round}
          onFrom={of.setFrom}
          onChoose={of.chooseSeat}
          onZone={of.setZone}
        />
      ) : (
        <Free of={of} />
      )}
    </div>
  )
}
