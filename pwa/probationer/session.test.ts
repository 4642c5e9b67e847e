import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../kit/call'
import { api, type Session } from './api'
import { COPIES } from './copies'
import { memoryCaches } from './memory'
import { ask, begin, emptying, ended, known, onEnd, signOut, watchOtherTabs } from './session'
import { shutOut } from './screens/Locked'
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

describe('a browser that was killed right after signing out', () => {
  const restored = async () => {
    const facts = localStorage.getItem('known')!
    vi.spyOn(api, 'delete').mockResolvedValue(undefined)
    await signOut()
    localStorage.setItem('known', facts)
    watchOtherTabs()
    dispatchEvent(new StorageEvent('storage', { key: 'known' }))
    expect(known.value?.holder).toBe('h')
  }
  const answering = (end: string | null) =>
    vi.spyOn(api, 'get').mockResolvedValue(session({ signed_in: false, holder: null, end: end as Session['end'] }))

  it('tells the next person nothing of who was here', async () => {
    for (const end of ['signed_out', null]) {
      await begin(session())
      await restored()
      answering(end)
      await ask()
      expect([await traces(), localStorage.getItem('known'), ended.value]).toEqual([NONE, null, undefined])
      expect(localStorage.getItem('language')).toBe('ar')
    }
  })

  it('keeps what still waits to be sent: its person signs in again', async () => {
    await restored()
    localStorage.setItem('acts', JSON.stringify({ counter: 1, acts: [{ key: '1', holder: 'h', wish: {} }] }))
    answering(null)
    await ask()
    expect([known.value?.holder, ended.value]).toEqual(['h', 'signed_out'])
  })

  it('is not taken for a session that only expired, nor for one whose copy is still there', async () => {
    await restored()
    answering('session_expired')
    await ask()
    expect([known.value?.holder, ended.value]).toEqual(['h', 'session_expired'])
    keepCopy('home', {})
    answering(null)
    await ask()
    expect([known.value?.holder, ended.value]).toEqual(['h', 'signed_out'])
  })
})

describe('what is drawn while the phone is emptied', () => {
  afterEach(() => vi.useRealTimers())

  it('comes after the caches are empty', async () => {
    const seen: unknown[] = []
    const emptied = vi.spyOn(caches, 'delete')
    const stop = emptying.follow(() => void seen.push(emptying.value || emptied.mock.calls.flat()))
    const left = known.follow(() => void seen.push(emptying.value ? 'nothing' : 'the sign-in'))
    vi.spyOn(api, 'delete').mockResolvedValue(undefined)
    await signOut()
    stop()
    left()
    expect(seen).toEqual([true, 'nothing', [COPIES]])
    expect(await caches.keys()).toEqual([])
  })

  it('comes after three seconds where the browser never answers', async () => {
    vi.useFakeTimers()
    vi.spyOn(caches, 'has').mockReturnValue(new Promise<never>(() => undefined))
    vi.spyOn(api, 'delete').mockResolvedValue(undefined)
    const over = signOut()
    await vi.advanceTimersByTimeAsync(2900)
    expect(emptying.value).toBe(true)
    await vi.advanceTimersByTimeAsync(200)
    expect(emptying.value).toBe(false)
    await over
  })
})

it('five wrong codes of the phone’s own say what happened', async () => {
  vi.spyOn(api, 'delete').mockResolvedValue(undefined)
  await shutOut()
  expect([await traces(), ended.value]).toEqual([NONE, 'lock_wiped'])
})
