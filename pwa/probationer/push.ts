// Notifications of this phone: may they come, do they, switch them on and off, renew them.
import { asProblem, Problem } from '../kit/call'
import { local } from '../kit/storage'
import { api } from './api'
import { put } from './store'
import { ENDPOINT, isPossible, soon, unsubscribe } from './unsubscribe'

/** `install`: an iPhone gives notifications only to what stands on its home screen. */
export type PushState = 'on' | 'off' | 'refused' | 'impossible' | 'install'

export const isInstalled = () =>
  matchMedia('(display-mode: standalone)').matches || (navigator as { standalone?: boolean }).standalone === true
const isApple = () =>
  /iPhone|iPad/.test(navigator.userAgent) || (navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1)

const registration = () => soon(navigator.serviceWorker.ready)

export async function pushState(): Promise<PushState> {
  if (!isPossible()) return isApple() && !isInstalled() ? 'install' : 'impossible'
  if (Notification.permission === 'denied') return 'refused'
  const subscription = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription()
  return subscription && Notification.permission === 'granted' ? 'on' : 'off'
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (letter) => letter.codePointAt(0)!)
}

const isSameKey = (subscription: PushSubscription, key: Uint8Array) => {
  const own = subscription.options.applicationServerKey
  return !own || String(new Uint8Array(own)) === String(key)
}

async function save(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON()
  const replaces = local.get(ENDPOINT)
  const body = {
    endpoint: endpoint!,
    p256dh: keys!.p256dh!,
    auth: keys!.auth!,
    replaces: replaces && replaces !== endpoint ? replaces : undefined,
  }
  await api.put('/api/probationer/push-subscription', { body })
  local.set(ENDPOINT, endpoint!)
  // For the worker, which can't read the line above.
  await put('facts', 'endpoint', endpoint).catch(() => undefined)
}

async function subscription(vapid: string): Promise<PushSubscription> {
  const { pushManager } = await registration()
  const key = bytes(vapid)
  const former = await pushManager.getSubscription()
  if (former && isSameKey(former, key)) return former
  await former?.unsubscribe()
  return soon(pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }))
}

/** Called by a tap only: browsers refuse for good when asked out of the blue. */
export async function switchOn(vapid: string): Promise<PushState> {
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return permission === 'denied' ? 'refused' : 'off'
  try {
    await save(await subscription(vapid))
  } catch (error) {
    const problem = asProblem(error)
    throw problem.code === 'unexpected' ? new Problem('push_failed') : problem
  }
  return 'on'
}

/** At each opening: the browser may have changed the subscription, or lost it, while nobody looked. */
export async function renew(vapid: string): Promise<void> {
  if (!isPossible() || Notification.permission !== 'granted' || !local.get(ENDPOINT)) return
  const current = await subscription(vapid)
  if (current.endpoint !== local.get(ENDPOINT)) await save(current)
}

/** The server let this phone's subscription go, since its push service called it dead: a new one, not the same again. */
export async function revive(vapid: string): Promise<void> {
  if (!isPossible() || Notification.permission !== 'granted' || !local.get(ENDPOINT)) return
  const { pushManager } = await registration()
  await (await pushManager.getSubscription())?.unsubscribe()
  await save(await subscription(vapid))
}

export async function switchOff(): Promise<void> {
  const endpoint = local.get(ENDPOINT)
  await unsubscribe()
  if (endpoint) await api.delete('/api/probationer/push-subscription', { body: { endpoint } })
}
