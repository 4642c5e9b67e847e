// What is being booked: one value, changed by small steps, turned into the body of the call. No drawing here.
import { isoDay } from '../../kit/i18n'
import type { Agenda, AppointmentType, BookIn, Seat, Way } from '../api/types'

export interface Choice {
  type: AppointmentType | undefined
  place: number | undefined
  agenda: number | undefined
  seat: Seat | undefined
  /** A free time, at the place's clock. */
  date: string
  time: string
  minutes: number | undefined
  prosecutor: string
  way: Way | ''
  on: string
}

export const EMPTY: Choice = {
  type: undefined,
  place: undefined,
  agenda: undefined,
  seat: undefined,
  date: '',
  time: '',
  minutes: undefined,
  prosecutor: '',
  way: '',
  on: '',
}

/** Another type, place or agenda offers other seats: the chosen one no longer stands. */
export function withType(choice: Choice, type: AppointmentType): Choice {
  return { ...choice, type, seat: undefined, agenda: undefined, minutes: undefined }
}

export const withPlace = (choice: Choice, place: number | undefined): Choice => ({
  ...choice,
  place,
  agenda: undefined,
  seat: undefined,
})

export interface PlaceChoice {
  id: number
  name: string
}

/** The places that hold this type, each once, in the order they came. */
export function placesOf(agendas: Agenda[]): PlaceChoice[] {
  return [...new Map(agendas.map(({ place }) => [place.id, { id: place.id, name: place.full_name }])).values()]
}

export const agendasAt = (agendas: Agenda[], place: number | undefined) =>
  agendas.filter((one) => one.place.id === place)

/** The only one is taken without asking; for a free hour the agent's own. Seats are looked for in all of the place's. */
export function settled(choice: Choice, agendas: Agenda[], me: number | undefined): Choice {
  const own = agendas.find(({ agent }) => agent?.id === me)
  const places = placesOf(agendas)
  const known = places.some(({ id }) => id === choice.place) ? choice.place : undefined
  const place = known ?? own?.place.id ?? places[0]?.id
  const here = agendasAt(agendas, place)
  const kept = here.some(({ id }) => id === choice.agenda) ? choice.agenda : undefined
  const mine = choice.type?.by_slot ? undefined : here.find(({ agent }) => agent?.id === me)?.id
  return { ...choice, place, agenda: kept ?? mine ?? (here.length === 1 ? here[0]!.id : undefined) }
}

/** The instant of a wall clock in a zone: the offset is that of the instant itself, summer time included. */
export function instant(date: string, time: string, zone: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(time)) return undefined
  const wall = Date.parse(`${date}T${time}:00Z`)
  const shown = (at: number) => {
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).formatToParts(at)
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
    return Date.parse(`${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:00Z`)
  }
  const first = wall - (shown(wall) - wall)
  return new Date(first - (shown(first) - wall)).toISOString()
}

export const startsAt = (choice: Choice, zone: string) =>
  choice.seat?.starts_at ?? instant(choice.date, choice.time, zone)

export interface Whole {
  probationer: string
  tells: boolean
  zone: string
  force?: boolean
  moves?: string
}

/** The body of the preview and of the booking; undefined while something is missing. */
export function body(choice: Choice, { probationer, tells, zone, force, moves }: Whole): BookIn | undefined {
  const at = startsAt(choice, zone)
  if (!choice.type || !at) return undefined
  const isSlot = choice.seat?.slot != null
  return {
    probationer,
    type: choice.type.id,
    place: choice.place ?? null,
    agenda: choice.seat?.agenda ?? choice.agenda ?? null,
    slot: choice.seat?.slot ?? null,
    starts_at: isSlot ? null : at,
    minutes: isSlot ? undefined : choice.minutes,
    tell_person: tells,
    prosecutor_number: choice.type.prosecutor_number ? choice.prosecutor : '',
    legal: choice.way && choice.on ? { way: choice.way, on: choice.on } : null,
    force: force ?? false,
    moves,
  }
}

/** What is still to be chosen, as a message key; undefined when one may book. */
export function lacking(choice: Choice, zone: string): 'agent.book.lacks_type' | 'agent.book.lacks_time' | undefined {
  if (!choice.type) return 'agent.book.lacks_type'
  return startsAt(choice, zone) ? undefined : 'agent.book.lacks_time'
}

export interface Busy {
  starts_at: string
  minutes: number
  state: string
}

const OPEN: [number, number][] = [
  [540, 720],
  [840, 1020],
] // 9 h – 12 h and 14 h – 17 h, in minutes of the place's clock
const STEP = 30

const clockMinutes = (at: string, zone: string) => {
  const [h, m] = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(new Date(at))
    .split(':')
  return Number(h) * 60 + Number(m)
}

/** The half-hours of a working day in which nothing is booked, as « 09:30 ». Any other hour can still be typed. */
export function freeHours(busy: Busy[], minutes: number, zone: string): string[] {
  const taken = busy
    .filter((one) => one.state !== 'cancelled' && one.state !== 'excused')
    .map((one) => ({ from: clockMinutes(one.starts_at, zone), length: one.minutes }))
  const starts = OPEN.flatMap(([from, to]) =>
    Array.from({ length: (to - from) / STEP }, (_, n) => from + n * STEP).filter((start) => start + minutes <= to),
  )
  const isFree = (start: number) => taken.every(({ from, length }) => start + minutes <= from || from + length <= start)
  return starts
    .filter(isFree)
    .map((start) => `${String(Math.floor(start / 60)).padStart(2, '0')}:${String(start % 60).padStart(2, '0')}`)
}

export type DaysOff = ReadonlyMap<string, 'week_end' | 'holiday'>

/** That day, or the first after it that is not off. */
export function workingDay(date: string, off: DaysOff): string {
  let day = date
  while (off.has(day)) day = plusDays(day, 1)
  return day
}

/** Monday of the week of that day. */
export function monday(date: string): string {
  const at = new Date(`${date}T12:00:00Z`)
  return isoDay(new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * 86_400_000), 'UTC')
}

export const plusDays = (date: string, days: number) =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
