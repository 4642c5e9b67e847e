// The service worker: the shell and its files offline, photos seen once, notifications. The API's copies are the
// page's affair (copies.ts); /agent/, /demo/ and /api/ are left alone.
/// <reference lib="webworker" />
import { count } from './badge'
import { PHOTOS, sweep } from './copies'
import { fetchPart, isPhoto } from './files'
import { addId, idsOf } from './ids'
import { payloadOf, type Payload } from './payload'
import { tell, tellAll } from './receipts'
import { wayOf } from './serving'
import { get, put } from './store'
import { SOON, within } from './within'

declare const __VERSION__: string
declare const __PRECACHE__: string[]
declare const __ICON__: string
declare const __BADGE__: string

const worker = self as unknown as ServiceWorkerGlobalScope
const SHELL = `shell-${__VERSION__}`

async function install() {
  const cache = await caches.open(SHELL)
  // 'reload': never a stale page from the browser's own cache beside fresh scripts. All or none: where a file is not ours
  // the browser installs again at the next opening.
  const keep = async (url: string) =>
    [url, await fetchPart(url, __PRECACHE__[1]!, url === '/' ? 'reload' : 'default')] as const
  for (const [url, file] of await Promise.all(__PRECACHE__.map(keep))) await cache.put(url, file)
  await worker.skipWaiting()
}

async function activate() {
  const former = (await caches.keys()).filter((name) => name.startsWith('shell-') && name !== SHELL)
  await Promise.all(former.map((name) => caches.delete(name)))
  await worker.clients.claim()
  await housekeeping()
}

async function housekeeping() {
  await Promise.allSettled([tellAll(), sweep()])
}

async function cached(name: string, request: Request | string): Promise<Response> {
  const cache = await caches.open(name)
  const found = await cache.match(request)
  if (found && (name !== PHOTOS || isPhoto(found))) return found
  const response = await fetch(request)
  if (name === PHOTOS && isPhoto(response)) await cache.put(request, response.clone())
  return response
}

function onFetch(event: FetchEvent) {
  const way = wayOf(event.request, worker.location.origin)
  if (way === 'shell') event.respondWith(cached(SHELL, '/'))
  if (way === 'asset') event.respondWith(cached(SHELL, event.request))
  if (way === 'photo') event.respondWith(cached(PHOTOS, event.request))
}

const NEUTRAL = { title: 'Mon Suivi', url: '/' }

const SHOWN = 'shown'

/** Not yet seen on this phone. A store that does not answer must not keep the message back. */
const isNew = (id: string) =>
  within(
    SOON,
    idsOf(SHOWN).then((ids) => !ids.includes(id)),
    () => true,
  )

/** `renotify`: TypeScript's own list, which names only what every browser has, leaves it out. */
type Shown = NotificationOptions & { renotify: boolean }

/** Always something shown: browsers take the permission away from those who stay silent. */
async function show(payload: Payload | undefined) {
  const options: Shown = {
    body: payload?.body ?? '',
    tag: payload?.tag ?? 'neutral',
    // One with the tag of another that still stands takes its place without a sound: nobody would know of it, and the
    // SMS that waited behind it is let go. The same one tried again stays quiet. (Without a tag this would throw.)
    renotify: payload !== undefined && (await isNew(payload.id)),
    lang: payload?.lang ?? 'fr',
    dir: payload?.dir ?? 'auto',
    icon: __ICON__,
    badge: __BADGE__,
    data: { url: payload?.url ?? NEUTRAL.url },
  }
  await worker.registration.showNotification(payload?.title ?? NEUTRAL.title, options)
  if (payload) {
    // Side by side: what the server waits for does not wait for the phone's store.
    const told = tell(payload.shown).then((isTold) => (isTold ? undefined : askForSync()))
    await Promise.allSettled([addId(SHOWN, payload.id), count(payload.id), told])
  }
  await housekeeping()
}

const RECEIPTS = 'receipts'

/** Where the browser can, it wakes us when the network is back; elsewhere the next push or opening does. */
async function askForSync() {
  const { sync } = worker.registration as unknown as { sync?: { register: (tag: string) => Promise<void> } }
  await sync?.register(RECEIPTS).catch(() => undefined)
}

/** Failing tells the browser to wake us again. */
async function onSync() {
  if (!(await tellAll())) throw new Error('receipts are left')
}

async function open(url: string) {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const app = windows.find(
    (client) => wayOf({ method: 'GET', mode: 'navigate', url: client.url }, worker.location.origin) === 'shell',
  )
  if (!app) return worker.clients.openWindow(url)
  app.postMessage({ open: url })
  return app.focus()
}

/** The browser changed the subscription by itself: the server must know the new one before the next reminder. */
async function renew(event: Event) {
  const { oldSubscription, newSubscription } = event as Event & {
    oldSubscription?: PushSubscription
    newSubscription?: PushSubscription
  }
  const [vapid, csrf, known] = await Promise.all(
    (['vapid', 'csrf', 'endpoint'] as const).map((name) => get<string>('facts', name)),
  )
  if (!vapid) return
  const key =
    oldSubscription?.options.applicationServerKey ??
    Uint8Array.from(atob(vapid.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.codePointAt(0)!)
  const fresh =
    newSubscription ??
    (await worker.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }))
  const { endpoint, keys } = fresh.toJSON()
  const body = JSON.stringify({
    endpoint,
    p256dh: keys?.['p256dh'],
    auth: keys?.['auth'],
    replaces: oldSubscription?.endpoint ?? known,
  })
  const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': csrf ?? '' }
  // If it is refused, the page sees at its next opening that the endpoint is another one, and saves it.
  const answer = await fetch('/api/probationer/push-subscription', {
    method: 'PUT',
    headers,
    body,
    credentials: 'same-origin',
    redirect: 'error',
  })
  if (answer.status === 204) await put('facts', 'endpoint', endpoint)
}

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('fetch', onFetch)
worker.addEventListener('push', (event) => event.waitUntil(show(payloadOf(event.data?.text()))))
worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open((event.notification.data as { url: string }).url))
})
worker.addEventListener('pushsubscriptionchange', (event) => (event as ExtendableEvent).waitUntil(renew(event)))
worker.addEventListener('sync', (event) => {
  const { tag, waitUntil } = event as ExtendableEvent & { tag: string }
  if (tag === RECEIPTS) waitUntil.call(event, onSync())
})
worker.addEventListener('message', (event) => {
  if (event.data === 'housekeeping') event.waitUntil(housekeeping())
})
