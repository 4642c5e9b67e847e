// The server's hour: an old phone's own clock may be wrong by days, and "in 3 days" must not be.
import { local } from '../kit/storage'

const STORED = 'clock-offset'
const NEGLIGIBLE = 30_000

let offset = Number(local.get(STORED) ?? 0)

export function setNow(serverNow: string): void {
  offset = Date.parse(serverNow) - Date.now()
  local.set(STORED, String(offset))
}

/** What the person reads: the phone's own seconds where they are about right. */
export const now = () => new Date(Date.now() + (Math.abs(offset) < NEGLIGIBLE ? 0 : offset))

/** What an act says of itself: seconds too, for of two phones the later act counts. */
export const actedAt = () => Date.now() + offset
