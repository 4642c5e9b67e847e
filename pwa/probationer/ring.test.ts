import { beforeEach, expect, it, vi } from 'vitest'
import { memoryCaches } from './memory'
import { clear, get, put } from './store'

vi.mock('./store', async () => {
  const store = (await import('./memory')).memoryStore()
  return { ...store, get: vi.fn(store.get), put: vi.fn(store.put) }
})

type Shown = NotificationOptions & { renotify: boolean }
const on: Record<string, (event: unknown) => void> = {}
let shown: Shown[]
let told: unknown[]

/** What the worker did with a push, once it is done with it. */
async function push(text: string): Promise<void> {
  const work: Promise<unknown>[] = []
  on['push']!({ data: { text: () => text }, waitUntil: (one: Promise<unknown>) => void work.push(one) })
  await Promise.all(work)
}

const message = (id: string) =>
  JSON.stringify({
    v: 1,
    id,
    kind: 'reminder',
    title: 'T',
    body: 'B',
    tag: 'appointment-7',
    url: '/',
    shown: `token-${id}`,
    lang: 'fr',
    dir: 'ltr',
  })
const heard = () => shown.map(({ tag, renotify }) => [tag, renotify])

beforeEach(async () => {
  shown = []
  told = []
  await clear('facts')
  for (const name of ['__VERSION__', '__PRECACHE__', '__ICON__', '__BADGE__']) vi.stubGlobal(name, 'x')
  vi.stubGlobal('caches', memoryCaches())
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    told.push(JSON.parse(body as string))
    return new Response(null, { status: 204 })
  })
  vi.stubGlobal('registration', { showNotification: async (_: string, options: Shown) => void shown.push(options) })
  vi.stubGlobal('addEventListener', (name: string, act: (event: unknown) => void) => {
    on[name] = act
  })
  vi.resetModules()
  await import('./worker')
})

it('a message is heard although another about the same appointment still stands; tried again, it is not', async () => {
  for (const id of ['7-days', '1-day', '7-days', '1-day']) await push(message(id))
  expect(heard()).toEqual([true, true, false, false].map((isHeard) => ['appointment-7', isHeard]))
})

it('one that cannot be read takes the place of the last such one without a sound', async () => {
  await push('not ours')
  expect(heard()).toEqual([['neutral', false]])
})

it('a store that never answers does not keep a message back', async () => {
  vi.useFakeTimers()
  vi.mocked(get).mockReturnValueOnce(new Promise(() => undefined))
  const over = push(message('7-days'))
  await vi.advanceTimersByTimeAsync(1000)
  await over
  vi.useRealTimers()
  expect(heard()).toEqual([['appointment-7', true]])
})

it('nor what the server waits for: that it was shown', async () => {
  vi.useFakeTimers()
  vi.mocked(put).mockReturnValue(new Promise(() => undefined))
  void push(message('7-days'))
  await vi.advanceTimersByTimeAsync(1000)
  vi.useRealTimers()
  vi.mocked(put).mockReset()
  expect(told).toEqual([{ token: 'token-7-days' }])
})
