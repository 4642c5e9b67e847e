// The free seats by day, as one group of choices: arrows go from seat to seat, a full one is shown and can't be taken.
import { useEffect } from 'preact/hooks'
import { day, dayParts, hour, plural, t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { Button, EmptyState, ErrorState, Skeleton } from '../../kit/ui'
import { calendar } from '../../kit/ui/icons'
import { listFreeSeats } from '../api/calls'
import type { Agenda, FreeSeats, Seat } from '../api/types'
import { apart } from '../parts/apart'
import { ordinal } from '../parts/when'
import type { Choice } from './choice'

interface GridProps {
  of: FreeSeats
  chosen: Seat | undefined
  /** Said on each seat when several are shown together. */
  nameOf: (agenda: number) => string | undefined
  onChoose: (seat: Seat) => void
}

function Day({ date, seats, of, chosen, nameOf, onChoose }: GridProps & FreeSeats['days'][number]) {
  const at = `${date}T12:00:00Z`
  const { weekday, day: number, month } = dayParts(at, 'UTC')
  return (
    <div class="seats__day" role="group" aria-label={day(at, 'UTC')}>
      <p class="seats__date" aria-hidden="true">
        <span>{weekday}</span> <strong>{ordinal(number)}</strong> <span>{month}</span>
      </p>
      {seats.length === 0 && <p class="seats__none soft small">{t('agent.seats.none')}</p>}
      {seats.map((seat) => (
        <label key={`${seat.agenda}-${seat.starts_at}`} class={seat.full ? 'seat seat--full' : 'seat'}>
          <input
            type="radio"
            class="seat__input"
            name="seat"
            disabled={seat.full}
            checked={chosen?.starts_at === seat.starts_at && chosen.agenda === seat.agenda}
            onChange={() => onChoose(seat)}
          />
          <span class="seat__hour">{hour(seat.starts_at, of.time_zone)}</span>
          {nameOf(seat.agenda) && <span class="seat__agenda">{nameOf(seat.agenda)}</span>}
          <span class={seat.full || seat.capacity > 1 ? 'seat__left small' : 'unseen'}>
            {seat.full ? t('agent.seats.full') : plural('agent.seats.left', seat.left)}
          </span>
        </label>
      ))}
    </div>
  )
}

export function Grid(props: GridProps) {
  return (
    <div class="seats">
      {props.of.days.map((one) => (
        <Day key={one.date} {...props} {...one} />
      ))}
    </div>
  )
}

export interface SeatsProps {
  choice: Choice
  agendas: Agenda[]
  from: string | undefined
  round: number
  onFrom: (from: string | undefined) => void
  onChoose: (seat: Seat) => void
  /** Told in which zone the place's clock runs. */
  onZone: (zone: string) => void
}

/** Only where it tells two seats apart. */
export const namer = (of: FreeSeats, agendas: Agenda[]) => {
  const several = new Set(of.days.flatMap(({ seats }) => seats.map((seat) => seat.agenda))).size > 1
  return (agenda: number) => (several ? apart(agendas).find(({ id }) => id === agenda)?.name : undefined)
}

export function Seats({ choice, agendas, from, round, onFrom, onChoose, onZone }: SeatsProps) {
  const query = { type: choice.type?.id ?? 0, place: choice.place, agenda: choice.agenda, from, days: 7 }
  const { data, problem, reload } = useLoad(`seats:${JSON.stringify(query)}:${round}`, () => listFreeSeats(query))
  const zone = data?.time_zone
  useEffect(() => {
    if (zone) onZone(zone)
  }, [zone, onZone])
  if (problem && !data) return <ErrorState problem={problem} reload={reload} kept={t('agent.kept.form')} />
  if (!data) return <Skeleton lines={4} />
  const isEmpty = data.days.every(({ seats }) => seats.every((seat) => seat.full))
  return (
    <div class="stack--small">
      {data.days.length > 0 && (
        <Grid of={data} chosen={choice.seat} nameOf={namer(data, agendas)} onChoose={onChoose} />
      )}
      {isEmpty && (
        <EmptyState icon={calendar} title={t('agent.seats.empty')}>
          {t('agent.seats.empty_what')}
        </EmptyState>
      )}
      <div class="row">
        {/* First the one that is pressed again and again: nothing takes its place. */}
        {data.next_from && (
          <Button kind="quiet" isSmall data-again onClick={() => onFrom(data.next_from ?? undefined)}>
            {t('agent.seats.next_on', { date: day(`${data.next_from}T12:00:00Z`, 'UTC') })}
          </Button>
        )}
        {from && (
          <Button kind="quiet" isSmall onClick={() => onFrom(undefined)}>
            {t('agent.seats.first')}
          </Button>
        )}
      </div>
    </div>
  )
}
