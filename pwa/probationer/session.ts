// Who is signed in on this phone, as far as the phone knows: enough to show the copy before the server answers.
import { signal, type Signal } from './signal'
import { forget } from '../kit/load'
import { api, type Session } from './api'
import { setNow } from './clock'
import { badge } from './badge'
import { DEFAULT_DAYS, wipeCopies } from './copies'
import { unsubscribe } from './push'
import { clear, put } from './store'

export interface Known {
  holder: string
  copyDays: number
  sensitive: boolean
  vapid: string
  sender: string
  senderReceives: boolean
  /** The file's; the phone's own choice goes before it. */
  language: string
}

const STORED = 'known'
/** Signed out without network: the server is told first thing at the next opening. */
const LEAVING = 'leaving'

function stored(): Known | undefined {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

export const known: Signal<Known | undefined> = signal(stored())
/** 'session_expired': the copy stays readable, signing in again is offered. */
export const ended: Signal<string | undefined> = signal<string | undefined>(undefined)

export const copyDays = () => known.value?.copyDays ?? DEFAULT_DAYS

export function remember(session: Session): void {
  if (!session.holder) return
  const facts: Known = {
    holder: session.holder,
    copyDays: session.copy_days,
    sensitive: session.sensitive,
    vapid: session.vapid_public_key,
    sender: session.sms_sender,
    senderReceives: session.sms_sender_receives,
    language: session.language,
  }
  localStorage.setItem(STORED, JSON.stringify(facts))
  void put('facts', 'vapid', facts.vapid).catch(() => undefined)
  void put('facts', 'csrf', /msj_csrf=([^;]+)/.exec(document.cookie)?.[1]).catch(() => undefined)
  known.value = facts
  ended.value = undefined
}

/** Everything of the person leaves this phone, whatever the browser refuses of it; the choice of language stays. */
export async function wipe(): Promise<void> {
  for (const name of Object.keys(localStorage))
    if (name !== 'language' && name !== LEAVING) localStorage.removeItem(name)
  sessionStorage.clear()
  forget()
  known.value = undefined
  await Promise.allSettled([wipeCopies(), clear('acts'), clear('facts'), unsubscribe(), badge(0)])
}

/** Another person signed in on this phone: nothing of the former one may remain. */
export async function begin(session: Session): Promise<void> {
  if (known.value && known.value.holder !== session.holder) await wipe()
  remember(session)
}

export async function onEnd(code: string): Promise<void> {
  // A 401 may also be a wrong code of a form: nothing of the session.
  if (!known.value || !['session_expired', 'session_revoked', 'signed_out'].includes(code)) return
  if (code === 'session_revoked') await wipe()
  ended.value = code
}

export async function signOut(): Promise<void> {
  localStorage.setItem(LEAVING, 'yes')
  // The phone forgets meanwhile: browsers empty their cache before they hand the answer on. Without network the server is
  // told at the next opening.
  const told = api.delete('/api/probationer/session').then(
    () => localStorage.removeItem(LEAVING),
    () => undefined,
  )
  await wipe()
  await told
}

/** At each opening: is the session still good? Also sets the CSRF cookie. */
export async function ask(): Promise<Session | undefined> {
  const session = await api.get('/api/probationer/session').catch(() => undefined)
  if (!session) return undefined
  setNow(session.now)
  if (localStorage.getItem(LEAVING)) {
    if (session.signed_in) {
      await signOut()
      return undefined
    }
    await wipe()
  }
  localStorage.removeItem(LEAVING)
  if (session.signed_in) await begin(session)
  else if (known.value) await onEnd(session.end ?? 'signed_out')
  return session
}
