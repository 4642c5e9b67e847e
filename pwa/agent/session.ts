// Who is signed in. The half-filled form survives the end of a session: the screen stays mounted, the dialog comes above.
//   const { session, isEnded } = useSession()
import { useEffect, useState } from 'preact/hooks'
import { onSignedOut, Problem } from '../kit/call'
import { readAt, readBy } from '../kit/i18n'
import { forget } from '../kit/load'
import { local } from '../kit/storage'
import { getSession, onAnswer } from './api/calls'
import type { Session } from './api/types'

export interface Presence {
  session: Session | undefined
  problem: Problem | undefined
  /** Was ready on this page, then ended: ask again above what is on the screen. */
  isEnded: boolean
}

/** Shared by the tabs of one browser: work in one keeps the other signed in. */
const ACTIVE_AT = 'agent-active-at'
let presence: Presence = { session: undefined, problem: undefined, isEnded: false }
let readyAgent: number | undefined
/** Between the server's clock and ours, in milliseconds. The demonstration moves it. */
let drift = 0
/** By our own clock, so that it stays where it is when the server's is moved. */
let endsAt = Number.POSITIVE_INFINITY
let idleFor: number | undefined
/** Of two answers that overtake each other the one that was asked for last counts. */
let turn = 0
const listeners = new Set<() => void>()

function change(next: Partial<Presence>) {
  presence = { ...presence, ...next }
  for (const listener of listeners) listener()
}

const touch = () => local.set(ACTIVE_AT, String(Date.now()))

export function setSession(session: Session): void {
  turn += 1
  drift = Date.parse(session.now) - Date.now()
  readAt(session.organisation?.time_zone)
  readBy(serverNow)
  if (session.stage === 'ready') {
    // Somebody else signed in above what the first agent was writing: none of it is hers.
    if (readyAgent !== undefined && readyAgent !== session.agent?.id) return startAfresh()
    readyAgent = session.agent?.id
    idleFor = session.idle_at ? Date.parse(session.idle_at) - Date.parse(session.now) : undefined
    endsAt = session.ends_at ? Date.parse(session.ends_at) - drift : Number.POSITIVE_INFINITY
    touch()
    return change({ session, problem: undefined, isEnded: false })
  }
  if (readyAgent !== undefined && presence.session?.stage === 'ready') forget()
  change({ session, problem: undefined, isEnded: readyAgent !== undefined })
}

/** Everything of this page's life goes with the page. */
export function startAfresh(): void {
  forget()
  location.assign('/agent/')
}

export async function refreshSession(): Promise<void> {
  const mine = ++turn
  try {
    const told = await getSession()
    if (mine === turn) setSession(told)
  } catch (error) {
    if (mine === turn) change({ problem: error instanceof Problem ? error : new Problem('unexpected') })
  }
}

export interface Left {
  idle: number
  whole: number
}

/** Milliseconds until the session ends for idleness, and whatever one does. */
export function timeLeft(now = Date.now()): Left {
  const active = Number(local.get(ACTIVE_AT)) || now
  return { idle: idleFor === undefined ? Number.POSITIVE_INFINITY : active + idleFor - now, whole: endsAt - now }
}

export function watchSession(): void {
  onAnswer(() => {
    if (presence.session?.stage === 'ready') touch()
  })
  onSignedOut(() => {
    if (presence.session?.stage === 'ready') void refreshSession()
  })
  // The demonstration's clock is moved in another window; a computer that slept may have outlived its session.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && presence.session?.stage === 'ready') void refreshSession()
  })
}

export const present = () => presence

export function usePresence(): Presence {
  const [now, setNow] = useState(presence)
  useEffect(() => {
    const listener = () => setNow(presence)
    listeners.add(listener)
    listener()
    return () => {
      listeners.delete(listener)
    }
  }, [])
  return now
}

export const may = (permission: string) => presence.session?.may.includes(permission) ?? false
export const zone = () => presence.session?.organisation?.time_zone ?? 'Europe/Paris'
/** The domain's today: the server's clock, which the demonstration moves. */
export const serverNow = () => new Date(Date.now() + drift)

/** Whether its hour is still to come. */
export const isAhead = ({ starts_at }: { starts_at: string }) => Date.parse(starts_at) > serverNow().getTime()
