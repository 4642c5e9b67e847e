// The state of a booking: choices, seats, preview, and the one call that books, with the same key while nothing changed.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { asProblem, Problem } from '../../kit/call'
import { isoDay } from '../../kit/i18n'
import { newKey } from '../../kit/key'
import { useLoad } from '../../kit/load'
import { bookAppointment, listAgendas, listAppointmentTypes, previewAppointment } from '../api/calls'
import type { Agenda, AppointmentType, BookIn, Seat } from '../api/types'
import { present, serverNow, zone as ownZone } from '../session'
import { body as bodyOf, type Choice, EMPTY, lacking, settled, withPlace, withType } from './choice'
import { usePreview } from './PreviewPane'
import { type Telling, telling } from './telling'

/** Refusals that the agent may override, knowing. */
export const OVERRIDABLE = new Set(['agent_busy', 'person_busy', 'maximum_delay'])
/** Refusals after which the seats shown are stale. */
export const TAKEN = new Set(['slot_full', 'slot_closed', 'starts_in_the_past'])

export interface Booking {
  choice: Choice
  types: AppointmentType[] | undefined
  typesProblem: Problem | undefined
  reloadTypes: () => unknown
  agendas: Agenda[]
  zone: string
  round: number
  from: string | undefined
  preview: ReturnType<typeof usePreview>
  lacks: ReturnType<typeof lacking>
  isBusy: boolean
  problem: Problem | undefined
  chooseType: (type: AppointmentType) => void
  choosePlace: (place: number | undefined) => void
  chooseSeat: (seat: Seat) => void
  change: (changes: Partial<Choice>) => void
  setFrom: (from: string | undefined) => void
  setZone: (zone: string) => void
  submit: (tells: boolean, force?: boolean) => Promise<void>
}

export interface Wanted {
  /** Undefined while the file is not made yet: the seat can be chosen meanwhile. */
  probationer: string | undefined
  start?: Partial<Choice>
  /** The type of the person's last appointment: most often the next one's. */
  likely?: number
  moves?: string
  onDone: (id: string, choice: Choice, zone: string, telling: Telling, where: string | undefined) => void
  /** Instead of booking: the move. */
  act?: (body: BookIn) => Promise<{ id: string }>
}

function useKey() {
  const last = useRef({ json: '', key: '' })
  return (body: BookIn) => {
    const json = JSON.stringify(body)
    if (json !== last.current.json) last.current = { json, key: newKey() }
    return last.current.key
  }
}

function useAgendas(type: AppointmentType | undefined) {
  const { data } = useLoad(`agendas:${type?.id ?? ''}`, () =>
    type ? listAgendas({ type: type.id }) : Promise.resolve({ items: [] as Agenda[] }),
  )
  return data?.items
}

export function useBooking({ probationer, start, likely, moves, onDone, act }: Wanted): Booking {
  const types = useLoad('appointment-types', listAppointmentTypes)
  const [choice, setChoice] = useState<Choice>(() => ({ ...EMPTY, on: isoDay(serverNow(), ownZone()), ...start }))
  const [round, setRound] = useState(0)
  const [from, setFrom] = useState<string>()
  const [zone, setZone] = useState(ownZone())
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const agendas = useAgendas(choice.type)
  const keyOf = useKey()
  useEffect(() => {
    if (agendas) setChoice((was) => settled(was, agendas, present().session?.agent?.id))
  }, [agendas, choice.place])
  const usual = types.data?.items.find(({ id }) => id === likely)
  useEffect(() => {
    if (usual) setChoice((was) => (was.type ? was : withType(was, usual)))
  }, [usual])
  const whole = probationer ? bodyOf(choice, { probationer, tells: true, zone, moves }) : undefined
  const preview = usePreview(whole)
  const change = useCallback((changes: Partial<Choice>) => {
    setProblem(undefined)
    setChoice((was) => ({ ...was, ...changes }))
  }, [])

  // Who has gone elsewhere meanwhile is not fetched back.
  const isShown = useRef(true)
  useEffect(() => () => void (isShown.current = false), [])

  async function submit(tells: boolean, force?: boolean) {
    if (isBusy) return
    setProblem(undefined)
    const missing = lacking(choice, zone)
    const body = probationer ? bodyOf(choice, { probationer, tells, zone, force }) : undefined
    if (missing || !body) return setProblem(new Problem(missing ? 'booking_incomplete' : 'file_first', 422))
    setBusy(true)
    // Who is faster than the preview hears all the same whether anybody is told.
    const isForeseen = preview.result && !preview.isLate && !preview.problem
    const foreseen = isForeseen ? preview.result : previewAppointment(whole ?? body).catch(() => undefined)
    try {
      const { id } = act ? await act(body) : await bookAppointment(body, keyOf(body))
      const said = telling(await foreseen, tells)
      const where = agendas?.find(({ place }) => place.id === choice.place)?.place.full_name
      if (isShown.current) onDone(id, choice, zone, said, where)
    } catch (error) {
      const refused = asProblem(error)
      setProblem(refused)
      if (TAKEN.has(refused.code)) {
        setChoice((was) => ({ ...was, seat: undefined }))
        setRound((one) => one + 1)
      }
    }
    setBusy(false)
  }

  return {
    choice,
    types: types.data?.items,
    typesProblem: types.data ? undefined : types.problem,
    reloadTypes: types.reload,
    agendas: agendas ?? [],
    zone,
    round,
    from,
    preview,
    lacks: lacking(choice, zone),
    isBusy,
    problem,
    chooseType: (type) => {
      setFrom(undefined)
      change(withType(choice, type))
    },
    choosePlace: (place) => {
      setFrom(undefined)
      change(withPlace(choice, place))
    },
    chooseSeat: (seat) => change({ seat, date: '', time: '' }),
    change,
    setFrom,
    setZone,
    submit,
  }
}
