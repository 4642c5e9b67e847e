// Messages that the person has not looked at on this phone, for her own eyes: no agent is ever told (field rule 6).
// Opening the app calms the icon; the tab keeps its number until the list is opened.
import { useEffect, useState } from 'preact/hooks'
import { local } from '../kit/storage'
import { badge, clearCount, counted } from './badge'
import { now } from './clock'
import { signal } from './signal'

const SEEN = 'messages-seen'

export const unread = signal(0)

/** At each opening, and when the app comes back to the front. */
export async function lookIn(): Promise<void> {
  unread.value = (await counted()).length
  await badge(0)
}

/** Which lines are new since the list was last opened here; shown once, they are so no more. */
export function useUnread(isShown: boolean): (one: { at: string; state: string }) => boolean {
  const [since] = useState(() => Number(local.get(SEEN) ?? Number.POSITIVE_INFINITY))
  useEffect(() => {
    if (!isShown) return
    local.set(SEEN, String(now().getTime()))
    unread.value = 0
    void clearCount()
  }, [isShown])
  return ({ at, state }) => (state === 'sent' || state === 'reached') && Date.parse(at) > since
}
