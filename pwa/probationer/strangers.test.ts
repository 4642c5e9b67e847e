// A Wi-Fi portal or a proxy that answers in the server's place, 200 and a page to whatever is asked: it counts nowhere.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { keepPhotos, PHOTOS } from './copies'
import { home, one } from './homeWorld'
import { memoryCaches } from './memory'
import { post } from './receipts'
import { clear, get, put } from './store'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const typed = (body: BodyInit, type: string, status = 200) =>
  new Response(body, { status, headers: { 'Content-Type': type } })
const portal = (status = 200) => typed('<!doctype html><title>Wi-Fi gratuit</title>', 'text/html', status)
const PHOTO = '/media/places/1/small.webp'
const FILES = { '/': 'text/html', '/assets/a.css': 'text/css', '/assets/a.js': 'text/javascript; charset="utf-8"' }
const ours = (url: string) =>
  url === PHOTO ? typed('RIFF', 'image/webp') : typed('<link href="/assets/a.css">', FILES[url as keyof typeof FILES])

const fetching = vi.fn<(url: string | Request, init?: RequestInit) => Promise<Response>>()
const on: Record<string, (event: unknown) => void> = {}

/** What the worker did with an event, once it is done with it. */
async function happens(name: string, event: object = {}): Promise<unknown> {
  const work: Promise<unknown>[] = []
  const keep = (one: Promise<unknown>) => void work.push(one)
  on[name]!({ ...event, waitUntil: keep, respondWith: keep })
  return (await Promise.all(work))[0]
}

beforeEach(async () => {
  fetching.mockReset()
  await clear('facts')
  for (const [name, value] of Object.entries({
    __VERSION__: '1',
    __PRECACHE__: Object.keys(FILES),
    __ICON__: '',
    __BADGE__: '',
    location: { origin: 'https://app.test' },
    caches: memoryCaches(),
    fetch: fetching,
    skipWaiting: async () => undefined,
    registration: {},
    addEventListener: (event: string, act: (event: unknown) => void) => {
      on[event] = act
    },
  }))
    vi.stubGlobal(name, value)
  vi.resetModules()
  await import('./worker')
})

describe('the worker that installs itself', () => {
  const kept = async () =>
    Promise.all(Object.keys(FILES).map(async (url) => (await (await caches.open('shell-1')).match(url))?.status))

  it('keeps the app', async () => {
    fetching.mockImplementation(async (url) => ours(url as string))
    await happens('install')
    expect(await kept()).toEqual([200, 200, 200])
  })

  it.each(Object.keys(FILES))('keeps nothing where a stranger answers for %s', async (strange) => {
    fetching.mockImplementation(async (url) => (url === strange ? portal() : ours(url as string)))
    await expect(happens('install')).rejects.toThrow()
    expect(await kept()).toEqual([undefined, undefined, undefined])
  })

  it('nor where the answer comes from elsewhere', async () => {
    fetching.mockImplementation(async (url) =>
      Object.defineProperty(ours(url as string), 'redirected', { value: url === '/assets/a.js' }),
    )
    await expect(happens('install')).rejects.toThrow()
  })

  it('asks past what the browser kept of a stranger', async () => {
    fetching.mockImplementation(async (url, init) => (init?.cache === 'default' ? portal() : ours(url as string)))
    await happens('install')
    expect(await kept()).toEqual([200, 200, 200])
  })
})

describe('a photo', () => {
  const request = { method: 'GET', mode: 'no-cors', url: `https://app.test${PHOTO}` }
  const photos = async () => (await (await caches.open(PHOTOS)).keys()).length
  const coming = { ...home, upcoming: [{ ...one, place: { ...one.place, photo: { small: PHOTO } } }] } as never

  it.each([
    ['a portal', portal, 0],
    ['the server', () => ours(PHOTO), 1],
  ])('that %s gave is kept if it is ours', async (_, answer, count) => {
    fetching.mockImplementation(async () => answer())
    await happens('fetch', { request })
    expect(await photos()).toBe(count)
    await keepPhotos(coming)
    expect(await photos()).toBe(count)
  })

  it('takes the place of what a stranger gave before', async () => {
    await (await caches.open(PHOTOS)).put(`https://app.test${PHOTO}`, portal())
    fetching.mockImplementation(async () => ours(PHOTO))
    const shown = (await happens('fetch', { request })) as Response
    expect(shown.headers.get('Content-Type')).toBe('image/webp')
  })
})

describe('what is told', () => {
  it.each([
    ['the server', () => new Response(null, { status: 204 }), true],
    ['the server, which refuses it for good', () => typed('{}', 'application/json', 422), true],
    ['the server, which is too busy', () => typed('{}', 'application/json', 429), false],
    ['a portal', () => portal(200), false],
    ['a portal, which refuses', () => portal(403), false],
  ])('by a receipt has to be heard by the server: %s', async (_, answer, isTold) => {
    fetching.mockImplementation(async () => answer())
    expect(await post('token')).toBe(isTold)
  })

  it.each([
    ['the server', () => new Response(null, { status: 204 }), 'new'],
    ['a portal', portal, 'former'],
  ])('of a subscription that the browser changed, too: %s', async (_, answer, endpoint) => {
    await put('facts', 'vapid', 'AAAA')
    await put('facts', 'endpoint', 'former')
    fetching.mockImplementation(async () => answer())
    await happens('pushsubscriptionchange', { newSubscription: { toJSON: () => ({ endpoint: 'new', keys: {} }) } })
    expect(await get('facts', 'endpoint')).toBe(endpoint)
  })
})

describe('what the person does', () => {
  beforeEach(() => {
    localStorage.clear()
    localStorage.setItem('known', JSON.stringify({ holder: 'h' }))
  })

  it.each([200, 403])('waits for the server where a portal says %i', async (status) => {
    fetching.mockImplementation(async () => portal(status))
    const { hasUnsent, perform, refusals } = await import('./acts')
    expect(await perform({ act: 'answer', appointment: 'a1', revision: 1, kind: 'coming' })).toBe('kept')
    expect([hasUnsent(), refusals.value]).toEqual([true, []])
  })

  it('who leaves is signed out at the next opening, not by a portal', async () => {
    fetching.mockImplementation(async () => portal())
    const { signOut } = await import('./session')
    await signOut()
    expect(localStorage.getItem('leaving')).toBe('yes')
  })
})
