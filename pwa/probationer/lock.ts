// A code of four to six digits before what this phone keeps. It hides the screens from whoever picks the phone up; it
// does not encrypt the copy, so it is no safe against somebody with tools, and the screen that sets it says so.
// Five wrong tries in a row wipe the copy: the way back in is the SMS code, as on a new day.
import { local } from '../kit/storage'
import { signal } from './signal'

const STORED = 'lock'
export const MOST_TRIES = 5
/** Away for longer than this, the app asks again: long enough to read the address in a map and come back. */
const PAUSE = 60_000
const ROUNDS = 150_000

interface Lock {
  salt: string
  hash: string
  wrong: number
}

function stored(): Lock | undefined {
  try {
    return JSON.parse(local.get(STORED) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

const keep = (lock: Lock) => local.set(STORED, JSON.stringify(lock))
const hex = (bytes: Uint8Array) => Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('')

async function hashed(code: string, salt: string): Promise<string> {
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', encoder.encode(code), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: encoder.encode(salt), iterations: ROUNDS },
    key,
    256,
  )
  return hex(new Uint8Array(bits))
}

export const hasLock = () => stored() !== undefined
/** True at each opening of a phone that has a code. */
export const locked = signal(hasLock())

export const isGoodCode = (code: string) => /^\d{4,6}$/.test(code)

export async function setCode(code: string): Promise<void> {
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)))
  keep({ salt, hash: await hashed(code, salt), wrong: 0 })
}

export function removeCode(): void {
  local.remove(STORED)
  locked.value = false
}

/** How many tries are left: 0 means that the caller must wipe. A right code opens and forgets the wrong ones. */
export async function tryCode(code: string): Promise<'open' | number> {
  const lock = stored()
  if (!lock) return 'open'
  // Closed before it was wiped: no further try.
  if (lock.wrong >= MOST_TRIES) return 0
  // Counted before it is compared: closing the app in between gives no try back.
  keep({ ...lock, wrong: lock.wrong + 1 })
  if ((await hashed(code, lock.salt)) !== lock.hash) return Math.max(0, MOST_TRIES - lock.wrong - 1)
  keep({ ...lock, wrong: 0 })
  locked.value = false
  return 'open'
}

export function lockWhenLeft(): void {
  let leftAt = 0
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leftAt = Date.now()
    else if (hasLock() && Date.now() - leftAt > PAUSE) locked.value = true
  })
}
