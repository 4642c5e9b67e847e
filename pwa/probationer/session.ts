// Who is signed in on this phone, as far as the phone knows: enough to show the copy before the server answers.
import { signal, type Signal } from './signal'
import { csrf } from '../kit/call'
import { forget, keptAt } from '../kit/load'
import { local, tab, tellUnkept } from '../kit/storage'
import { api, type Session } from './api'
import { setNow } from './clock'
import { badge } from './badge'
import { DEFAULT_DAYS, wipeCopies } from './copies'
import { unsubscribe } from './unsubscribe'
import { clear, put } from './store'
import { within } from './within'

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
/** A store that never answers keeps nobody from leaving. */
const PATIENCE = 3000

function stored(): Known | undefined {
  try {
    return JSON.parse(local.get(STORED) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

export const known: Signal<Known | undefined> = signal(stored())
/** 'session_expired': the copy stays readable, signing in again is offered. */
export const ended: Signal<string | undefined> = signal<string | undefined>(undefined)

/** The phone is being emptied: who comes next is shown nothing before. */
export const emptying = signal(false)

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
  local.set(STORED, JSON.stringify(facts))
  // For the worker, which can't read the line above.
  void put('facts', 'vapid', facts.vapid).catch(tellUnkept)
  void put('facts', 'csrf', csrf()).catch(tellUnkept)
  known.value = facts
  ended.value = undefined
}

/** What this tab remembers by itself. */
function forgetTab(): void {
  forget()
  for (const name of tab.names()) tab.remove(name)
}

/** Everything of the person leaves this phone, whatever the browser refuses of it; the choice of language stays. */
export async function wipe(): Promise<void> {
  for (const name of local.names()) if (name !== 'language' && name !== LEAVING) local.remove(name)
  forgetTab()
  emptying.value = true
  known.value = undefined
  const stores = Promise.allSettled([wipeCopies(), clear('acts'), clear('facts')])
  const rest = [unsubscribe(), badge(0)]
  await within<unknown>(PATIENCE, stores, () => undefined)
  emptying.value = false
  await Promise.allSettled(rest)
}

/** Another person signed in on this phone: nothing of the former one may remain. */
export async function begin(session: Session): Promise<void> {
  if (known.value && known.value.holder !== session.holder) await wipe()
  remember(session)
}

/** What another tab of this app wrote: signing out there closes here, signing in as somebody else too. */
function followOtherTabs(): void {
  const next = stored()
  if (next?.holder === known.value?.holder) return
  forgetTab()
  known.value = next
  ended.value = undefined
}

export function watchOtherTabs(): void {
  addEventListener('storage', ({ key }: StorageEvent) => {
    if (key === STORED || key === null) followOtherTabs()
  })
  // A page that the browser took out of its memory heard nothing meanwhile.
  addEventListener('pageshow', ({ persisted }: PageTransitionEvent) => {
    if (persisted) followOtherTabs()
  })
}

export async function onEnd(code: string): Promise<void> {
  // A 401 may also be a wrong code of a form: nothing of the session.
  if (!known.value || !['session_expired', 'session_revoked', 'signed_out'].includes(code)) return
  // A browser that is killed right after signing out brings back who was here: the next one is told nothing of it. What
  // the person said and still waits to be sent stays.
  if (code === 'signed_out' && !local.get('acts')?.includes('"wish"') && !(await keptAt('home'))) return wipe()
  if (code === 'session_revoked') await wipe()
  ended.value = code
}

export async function signOut(): Promise<void> {
  local.set(LEAVING, 'yes')
  // The phone forgets meanwhile: browsers empty their cache before they hand the answer on. Without network the server is
  // told at the next opening.
  const told = api.delete('/api/probationer/session').then(
    () => local.remove(LEAVING),
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
  if (local.get(LEAVING)) {
    if (session.signed_in) {
      await signOut()
      return undefined
    }
    await wipe()
  }
  local.remove(LEAVING)
  if (session.signed_in) await begin(session)
  else if (known.value) await onEnd(session.end ?? 'signed_out')
  return session
}
