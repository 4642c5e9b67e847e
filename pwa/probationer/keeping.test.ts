import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Session } from './api'

const SESSION: Session = {
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
}

const own = {
  local: Object.getOwnPropertyDescriptor(globalThis, 'localStorage')!,
  tab: Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage')!,
}
const full = {
  getItem: () => null,
  removeItem: () => undefined,
  setItem() {
    throw new DOMException('full', 'QuotaExceededError')
  },
}
const refused = () => {
  throw new DOMException('denied', 'SecurityError')
}

function stores(get: () => unknown): void {
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get })
  Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, get })
}

beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('indexedDB', { open: refused })
  vi.stubGlobal('caches', { open: refused, has: refused, delete: refused, keys: refused })
})
afterEach(() => {
  Object.defineProperty(globalThis, 'localStorage', own.local)
  Object.defineProperty(globalThis, 'sessionStorage', own.tab)
  vi.unstubAllGlobals()
})

describe('a phone that keeps nothing', () => {
  it.each([
    ['refuses its storage', refused],
    ['is full', () => full],
  ])('because it %s works for this visit, and says so', async (_, get) => {
    stores(get)
    const { unkept } = await import('./keeping')
    const { setNow, now } = await import('./clock')
    const { setLanguage, chosenLanguage } = await import('../kit/i18n')
    const session = await import('./session')
    const lock = await import('./lock')
    await setLanguage('ar')
    setNow(new Date(Date.now() + 86_400_000).toISOString())
    await session.begin(SESSION)
    await lock.setCode('4821')
    expect([session.known.value?.holder, chosenLanguage(), lock.hasLock()]).toEqual(['h', 'ar', true])
    expect(now().getTime()).toBeGreaterThan(Date.now() + 80_000_000)
    expect(unkept.value).toBe(true)
    await session.wipe()
    expect([session.known.value, lock.hasLock(), chosenLanguage()]).toEqual([undefined, false, 'ar'])
  })

  it('because its IndexedDB is refused says so too', async () => {
    const { unkept } = await import('./keeping')
    const { begin } = await import('./session')
    await begin(SESSION)
    await vi.waitFor(() => expect(unkept.value).toBe(true))
  })

  it('is not left signed in by a store that never answers', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('indexedDB', { open: () => new EventTarget() })
    const session = await import('./session')
    await session.begin(SESSION)
    const over = session.wipe()
    await vi.advanceTimersByTimeAsync(10_000)
    await over
    expect(session.known.value).toBeUndefined()
    vi.useRealTimers()
  })

  it('does not find an old value again that it could not replace', async () => {
    const kept = new Map([['acts', 'old']])
    stores(() => ({
      ...full,
      getItem: (name: string) => kept.get(name) ?? null,
      removeItem: (name: string) => kept.delete(name),
    }))
    const { local } = await import('../kit/storage')
    local.set('acts', 'new')
    expect([local.get('acts'), kept.has('acts')]).toEqual(['new', false])
  })
})
