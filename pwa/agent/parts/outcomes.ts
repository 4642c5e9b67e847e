// Outcomes by one key: shown at once, sent, taken back by U or the notice; a refusal puts back what was.
import { useRef, useState } from 'preact/hooks'
import { asProblem, type Problem } from '../../kit/call'
import { hour, t, textOf } from '../../kit/i18n'
import { toast } from '../../kit/ui'
import { recordOutcome, undoOutcome } from '../api/calls'
import type { Appointment, Outcome, Reason, Recorded } from '../api/types'
import { isAhead, may } from '../session'
import { fullName } from './person'

/** Those that a key records; the person's own words on her phone add three more, shown where they stand. */
export const REASONS = [
  'forgot',
  'misunderstood',
  'letter_not_received',
  'work',
  'transport',
  'illness',
  'unwilling',
  'other',
] as const satisfies Reason[]

/** What the person told, in the past once the hour is: it is then what was. */
export const reasonText = (reason: string, isOver: boolean) =>
  isOver && (reason === 'unable' || reason === 'unwilling')
    ? t(`agent.reason_after.${reason}`)
    : textOf(`agent.reason.${reason}`, 'agent.reason.other')

export interface Outcomes {
  /** The appointment as it stands after what was done here. */
  of: (appointment: Appointment) => Appointment
  record: (appointment: Appointment, outcome: Outcome) => void
  tell: (appointment: Appointment, reason: Reason) => void
  undo: (appointment: Appointment) => void
  undoLast: () => void
}

const needs = (outcome: Outcome) => (outcome === 'excused' ? 'excuse' : 'outcome')

/** Nobody has missed what has not begun; who comes early has come. */
export const mayRecord = (of: Appointment, outcome: Outcome) =>
  of.may.includes(needs(outcome)) && (outcome !== 'missed' || !isAhead(of))

/** Why this outcome can't be given now, as a message; undefined when it can. */
export function obstacle(appointment: Appointment, outcome: Outcome): string | undefined {
  if (mayRecord(appointment, outcome)) return undefined
  if (!may('record_outcome')) return t('errors.role_may_not')
  if (appointment.state !== 'booked') return t('agent.outcome.already')
  if (outcome === 'excused' && appointment.type.decider === 'judge') return t('agent.outcome.judge')
  return t('agent.outcome.too_early')
}

/** Whether a message tells the person, not before when, and until when it can be taken back in silence. */
const tells = ({ tells_from, time_zone }: Recorded, outcome: Outcome) => {
  if (outcome === 'excused') return t(tells_from ? 'agent.outcome.tells' : 'agent.outcome.tells_nobody')
  return outcome === 'missed' && tells_from && t('agent.outcome.missed_tells', { at: hour(tells_from, time_zone) })
}

const said = (appointment: Recorded, outcome: Outcome) => {
  const name = fullName(appointment.probationer)
  const done = t('agent.outcome.done', { name, outcome: t(`agent.appointment.state.${outcome}`).toLocaleLowerCase() })
  return [done, tells(appointment, outcome)].filter(Boolean).join(' ')
}

/** One after the other for each appointment: an undo never overtakes what it undoes. What was asked behind something that
 * is refused (`false`) is let go. */
function useTurns() {
  const turns = useRef(new Map<string, Promise<unknown>>())
  return (id: string, ask: () => Promise<unknown>) => {
    const before = turns.current.get(id) ?? Promise.resolve()
    const turn = before.then(async (went) => {
      const goes = went === false ? false : await ask()
      if (turns.current.get(id) === turn) turns.current.delete(id)
      return goes
    })
    turns.current.set(id, turn)
  }
}

/** Who is told that she must come after all: by a message, or by the agent. */
const toldBy = ({ detail }: Problem) => ((detail as { by?: string } | undefined)?.by === 'nobody' ? 'by_hand' : 'tells')

export function useOutcomes(onSettled: () => void = () => undefined): Outcomes {
  const [changed, setChanged] = useState<Record<string, Appointment>>({})
  const done = useRef<Appointment[]>([])
  /** What takes away the notice of an outcome that is undone on its row. */
  const notices = useRef(new Map<string, () => void>())
  /** Taken back before the server had answered: of what was done nothing is said. */
  const taken = useRef(new Set<string>())
  const inTurn = useTurns()
  const put = (appointment: Appointment) => setChanged((was) => ({ ...was, [appointment.id]: appointment }))
  const failed = (before: Appointment) => (error: unknown) => {
    put(before)
    toast(
      t('agent.outcome.kept', {
        name: fullName(before.probationer),
        why: textOf(`errors.${asProblem(error).code}`, 'errors.unexpected'),
      }),
    )
    return false
  }
  const settle = (after: Appointment) => {
    put(after)
    onSettled()
  }
  const undo = (appointment: Appointment, toldBefore?: 'tells' | 'by_hand') => {
    taken.current.add(appointment.id)
    done.current = done.current.filter((one) => one.id !== appointment.id)
    notices.current.get(appointment.id)?.()
    put({
      ...appointment,
      state: 'booked',
      reason_told: '',
      may: [...appointment.may.filter((one) => one !== 'undo'), 'outcome', 'excuse'],
    })
    const undone = (after: Appointment) => {
      settle(after)
      const done = t('agent.outcome.undone', { name: fullName(after.probationer) })
      toast(toldBefore ? `${done} ${t(`agent.outcome.undone_${toldBefore}`)}` : done)
    }
    const refused = (error: unknown) => {
      const problem = asProblem(error)
      if (problem.code !== 'undo_tells') return failed(appointment)(error)
      put(appointment)
      const by = toldBy(problem)
      toast(t(`agent.outcome.undo_${by}`, { name: fullName(appointment.probationer) }), {
        label: t('agent.outcome.undo_anyway'),
        run: () => undo(appointment, by),
      })
      return false
    }
    inTurn(appointment.id, () => undoOutcome(appointment.id, toldBefore !== undefined).then(undone, refused))
  }
  const record = (appointment: Appointment, outcome: Outcome) => {
    const why = obstacle(appointment, outcome)
    if (why) return toast(why)
    const after: Appointment = { ...appointment, state: outcome, may: ['undo'] }
    put(after)
    taken.current.delete(appointment.id)
    const recorded = (answer: Recorded) => {
      if (taken.current.has(answer.id)) return
      done.current.push(answer)
      settle(answer)
      const close = toast(said(answer, outcome), { label: t('kit.undo'), run: () => undo(answer) })
      notices.current.set(answer.id, close)
    }
    inTurn(appointment.id, () => recordOutcome(appointment.id, outcome).then(recorded, failed(appointment)))
  }
  return {
    of: (appointment) => changed[appointment.id] ?? appointment,
    record,
    undo: (appointment) => undo(appointment),
    tell: (appointment, reason) => {
      put({ ...appointment, reason_told: reason })
      inTurn(appointment.id, () => recordOutcome(appointment.id, 'missed', reason).then(settle, failed(appointment)))
    },
    undoLast: () => {
      const last = done.current[done.current.length - 1]
      if (last) undo(last)
      else toast(t('agent.outcome.nothing'))
    },
  }
}

const linkOf = (row: Element | null | undefined) => row?.querySelector<HTMLElement>('[data-row-link]')
export const focusedRow = () => document.activeElement?.closest<HTMLElement>('[data-row]')

/** J and K: from row to row, from anywhere on the screen to the row that waits. */
export function moveFocus(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.indexOf(focusedRow()!)
  const to = at < 0 ? (rows.find((row) => row.dataset.waits === '1') ?? rows[0]) : rows[at + step]
  linkOf(to)?.focus()
  to?.scrollIntoView?.({ block: 'nearest' })
}

/** It was pressed where it stands: the page stays there, for the hand that goes on. */
export const focusRow = (id: string) =>
  linkOf(document.querySelector(`[data-row="${id}"]`))?.focus({ preventScroll: true })
