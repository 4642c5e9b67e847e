// Where the appointments stand on home while it is open: each in its place, also once it was called off or moved. Nothing
// takes the place of another until the person has put it away or left the screen.
import { daysUntil } from '../kit/i18n'
import type { Appointment, Home, PastAppointment } from './api'

export interface Placed {
  one: Appointment
  /** Among those to come no more: its place says so. */
  isGone: boolean
}

export interface Standing {
  cards: Placed[]
  lines: Placed[]
}

const HOUR = 3_600_000
const startsAt = ({ one }: Placed) => Date.parse(one.starts_at)
const here = (one: Appointment): Placed => ({ one, isGone: false })

/** Begun an hour ago or more, today or the day before at the place, and nothing noted of it: the last first. */
export function justOver(
  { upcoming, past }: Pick<Home, 'upcoming' | 'past'>,
  except: ReadonlySet<string>,
  now: Date,
): (Appointment | PastAppointment)[] {
  const isOver = ({ id, state, starts_at, time_zone }: Appointment | PastAppointment) =>
    state === 'booked' &&
    !except.has(id) &&
    Date.parse(starts_at) + HOUR <= now.getTime() &&
    daysUntil(starts_at, time_zone, now) >= -1
  const [ahead, behind] = [upcoming.filter(isOver), (past ?? []).filter(isOver)]
  return [...behind, ...ahead.filter(({ id }) => !behind.some((one) => one.id === id))]
}

/** As home says now; what it does not name any more keeps its words. */
function placed({ one }: Placed, home: Home): Placed {
  const isIt = ({ id }: { id: string }) => id === one.id
  const booked = home.upcoming.find(isIt)
  if (booked) return here(booked)
  const told = [...(home.called_off ?? []), ...(home.missed ?? [])].find(isIt)
  const state = (home.past ?? []).find(isIt)?.state ?? one.state
  return { one: told ?? { ...one, state }, isGone: true }
}

/** At first: the next one as a card, the others as lines. In an old copy the first ones may be over. */
function atFirst({ upcoming }: Home, now: number): Standing {
  const ahead = upcoming.filter(({ starts_at }) => Date.parse(starts_at) + HOUR > now)
  const [next, ...others] = (ahead.length > 0 ? ahead : upcoming).map(here)
  return { cards: next ? [next] : [], lines: others }
}

/** `former`: as it stands on the screen; `putAway`: whose notice she has read. */
export function standing(
  former: Standing | undefined,
  home: Home,
  putAway: ReadonlySet<string>,
  now = Date.now(),
): Standing {
  const isHeld = ({ one, isGone }: Placed) => !(isGone && putAway.has(one.id))
  const held = (list: Placed[]) => list.map((was) => placed(was, home)).filter(isHeld)
  const [cards, lines] = [held(former?.cards ?? []), held(former?.lines ?? [])]
  if (cards.length === 0) {
    const first = atFirst(home, now)
    const isCard = ({ one }: Placed) => first.cards.some((card) => card.one.id === one.id)
    return former
      ? {
          cards: first.cards,
          lines: added(
            lines.filter((line) => !isCard(line)),
            first.lines,
          ),
        }
      : first
  }
  const stands = ({ one }: Placed) => [...cards, ...lines].some((other) => other.one.id === one.id)
  const fresh = home.upcoming.map(here).filter((one) => !stands(one))
  const next = home.upcoming[0]
  // Before all that stands there: a card of its own, above it.
  const isNext = ({ one }: Placed) => one.id === next?.id
  return {
    cards: [...fresh.filter(isNext), ...cards],
    lines: added(
      lines,
      fresh.filter((one) => !isNext(one)),
    ),
  }
}

/** Each new one before the first that is later; the others keep their order. */
function added(lines: Placed[], fresh: Placed[]): Placed[] {
  const all = [...lines]
  for (const one of fresh) {
    if (all.some((other) => other.one.id === one.one.id)) continue
    const at = all.findIndex((other) => startsAt(other) > startsAt(one))
    all.splice(at < 0 ? all.length : at, 0, one)
  }
  return all
}
