import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../kit/call'
import { api, type Session } from './api'
import { COPIES } from './copies'
import { memoryCaches } from './memory'
import { ask, begin, ended, known, onEnd, shutOut, signOut, watchOtherTabs } from './session'
import { keep as keepCopy, remembered } from '../kit/load'
import { all, put } from './store'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const session = (changes: Partial<Session> = {}): Session => ({
  signed_in: true,
  end: null,
  holder: 'h',
  device: 'd',
  language: 'fr',
  first_name: 'Amine',
  sensitive: false,
  expires_at: null,
  now: new Date().toISOString(),
  copy_days: 30,
  vapid_public_key: 'k',
  sms_sender: 'S',
  sms_sender_receives: false,
  ...changes,
})

const traces = async () => ({
  caches: await caches.keys(),
  acts: (await all('acts')).length,
  ticks: localStorage.getItem('ticks'),
  known: known.value?.holder,
})
const NONE = { caches: [], acts: 0, ticks: null, known: undefined }

beforeEach(async () => {
  vi.restoreAllMocks()
  vi.stubGlobal('caches', memoryCaches())
  localStorage.clear()
  localStorage.setItem('language', 'ar')
  await begin(session())
  await (await caches.open(COPIES)).put('/copy/home', Response.json({ at: Date.now(), data: 1 }))
  await put('acts', '1', { key: '1', holder: 'h', at: 1, wish: {} })
  localStorage.setItem('ticks', '{}')
})

describe('what the phone keeps', () => {
  it('stays while the session only expired, and says so', async () => {
    await onEnd('session_expired')
    expect(await traces()).toEqual({ caches: [COPIES], acts: 1, ticks: '{}', known: 'h' })
    expect(ended.value).toBe('session_expired')
  })

  it('goes when the session was revoked; the choice of language stays', async () => {
    await onEnd('session_revoked')
    expect(await traces()).toEqual(NONE)
    expect(localStorage.getItem('language')).toBe('ar')
  })

  it('goes when another person signs in', async () => {
    await begin(session({ holder: 'other' }))
    expect(await traces()).toEqual({ ...NONE, known: 'other' })
  })

  it('stays when the same person signs in again', async () => {
    await begin(session())
    expect((await traces()).acts).toBe(1)
  })

  it('does not go for a wrong code, which is a 401 too', async () => {
    await onEnd('code_refused')
    expect(known.value?.holder).toBe('h')
    expect(ended.value).toBeUndefined()
  })
})

/** A phone whose browser gives the subscription up in this way. */
function subscribed(unsubscribe: () => Promise<boolean>) {
  vi.stubGlobal('PushManager', vi.fn())
  vi.stubGlobal('Notification', vi.fn())
  vi.stubGlobal('navigator', {
    serviceWorker: {
      getRegistration: async () => ({ pushManager: { getSubscription: async () => ({ unsubscribe }) } }),
    },
  })
}

describe('signing out', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it.each([
    ['refuses to unsubscribe', () => Promise.reject(new DOMException('no network', 'AbortError'))],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('wipes, and tells the server, although the browser %s', async (_, unsubscribe) => {
    vi.useFakeTimers()
    subscribed(vi.fn(unsubscribe))
    const leaving = vi.spyOn(api, 'delete').mockResolvedValue(undefined)
    const over = signOut()
    await vi.advanceTimersByTimeAsync(0)
    expect([await traces(), leaving.mock.calls.length]).toEqual([NONE, 1])
    await vi.advanceTimersByTimeAsync(5000)
    await over
    expect(localStorage.getItem('leaving')).toBeNull()
  })

  it('wipes while the server is still being told, and at the next opening if it was closed meanwhile', async () => {
    vi.spyOn(api, 'delete').mockReturnValue(new Promise<never>(() => undefined))
    void signOut()
    await new Promise((resolve) => setTimeout(resolve))
    expect(await traces()).toEqual(NONE)
    await (await caches.open(COPIES)).put('/copy/home', Response.json({ at: Date.now(), data: 1 }))
    vi.spyOn(api, 'get').mockResolvedValue(session({ signed_in: false, holder: null, end: 'signed_out' }))
    await ask()
    expect([await traces(), localStorage.getItem('leaving')]).toEqual([NONE, null])
  })

  it('wipes at once without network, and tells the server at the next opening', async () => {
    const leaving = vi.spyOn(api, 'delete').mockRejectedValueOnce(new Problem('offline')).mockResolvedValue(undefined)
    await signOut()
    expect(await traces()).toEqual(NONE)
    vi.spyOn(api, 'get').mockResolvedValue(session())
    await ask()
    expect(leaving).toHaveBeenCalledTimes(2)
    expect(known.value).toBeUndefined()
    await ask()
    expect(known.value?.holder).toBe('h')
  })
})

describe('another tab of this app', () => {
  const elsewhere = (act: () => void) => {
    act()
    dispatchEvent(new StorageEvent('storage', { key: 'known' }))
  }

  it('closes here when it signs out there', () => {
    watchOtherTabs()
    keepCopy('home', { first_name: 'Amine' })
    elsewhere(() => localStorage.removeItem('known'))
    expect([known.value, remembered('home')]).toEqual([undefined, undefined])
  })

  it('shows nothing of the former person when another signs in there', () => {
    watchOtherTabs()
    keepCopy('home', { first_name: 'Amine' })
    elsewhere(() => localStorage.setItem('known', JSON.stringify({ holder: 'other' })))
    expect([known.value?.holder, remembered('home')]).toEqual(['other', undefined])
  })

  it('changes nothing when the same person is still there', () => {
    watchOtherTabs()
    keepCopy('home', { first_name: 'Amine' })
    elsewhere(() => undefined)
    expect([known.value?.holder, remembered('home')]).toEqual(['h', { first_name: 'Amine' }])
  })
})

it('five wrong codes of the phone’s own say what happened', async () => {
  vi.spyOn(api, 'delete').mockResolvedValue(undefined)
  await shutOut()
  expect([await traces(), ended.value]).toEqual([NONE, 'lock_wiped'])
})
