// Notifications of this phone end with whoever leaves it; what else there is to them (push.ts) comes with the screens.
import { Problem } from '../kit/call'
import { local } from '../kit/storage'
import { within } from './within'

/** Under which the page keeps the subscription that the server knows. */
export const ENDPOINT = 'push-endpoint'
// Chromium without its push service never answers subscribe(): the person must not wait for ever.
const PATIENCE = 15_000
/** Nor may she who leaves: the server forgets the subscription anyway. */
const LEAVING = 5000

export const isPossible = () =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis

export const soon = <T>(promise: Promise<T>, patience = PATIENCE) =>
  within(patience, promise, () => Promise.reject(new Problem('push_slow')))

async function giveUp(): Promise<void> {
  const found = await navigator.serviceWorker.getRegistration()
  await (await found?.pushManager.getSubscription())?.unsubscribe()
}

/** The phone's own part; the server forgets the subscription with the session. */
export async function unsubscribe(): Promise<void> {
  local.remove(ENDPOINT)
  if (isPossible()) await soon(giveUp(), LEAVING)
}
