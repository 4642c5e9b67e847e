// The number on the app's icon, for page and worker: which notifications were shown here since the app was last opened.
// Kept on this phone and told to nobody. Not every browser has a badge; none is an error.
import { addId, emptyIds, idsOf } from './ids'

const IDS = 'unread'

interface WithBadge {
  setAppBadge?: (count: number) => Promise<void>
  clearAppBadge?: () => Promise<void>
}

export async function badge(count: number): Promise<void> {
  const on = navigator as WithBadge
  await (count > 0 ? on.setAppBadge?.(count) : on.clearAppBadge?.())?.catch(() => undefined)
}

/** Their ids: the same notification twice is one. */
export const counted = () => idsOf(IDS)

/** In the worker, after a notification was shown. */
export async function count(id: string): Promise<void> {
  await badge((await addId(IDS, id)).length)
}

export async function clearCount(): Promise<void> {
  await emptyIds(IDS)
  await badge(0)
}
