// The number on the app's icon, for page and worker: which notifications were shown here since the app was last opened.
// Kept on this phone and told to nobody. Not every browser has a badge; none is an error.
import { get, put } from './store'

const IDS = 'unread'
const MOST = 99

interface WithBadge {
  setAppBadge?: (count: number) => Promise<void>
  clearAppBadge?: () => Promise<void>
}

export async function badge(count: number): Promise<void> {
  const on = navigator as WithBadge
  await (count > 0 ? on.setAppBadge?.(count) : on.clearAppBadge?.())?.catch(() => undefined)
}

/** Their ids: the same notification twice is one. */
export const counted = async () => (await get<string[]>('facts', IDS).catch(() => undefined)) ?? []

/** In the worker, after a notification was shown. */
export async function count(id: string): Promise<void> {
  const all = [...new Set([...(await counted()), id])].slice(-MOST)
  await put('facts', IDS, all).catch(() => undefined)
  await badge(all.length)
}

export async function clearCount(): Promise<void> {
  await put('facts', IDS, []).catch(() => undefined)
  await badge(0)
}
