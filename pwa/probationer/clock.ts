// The server's hour: an old phone's own clock may be wrong by days, and "in 3 days" must not be.
import { local } from '../kit/storage'

const STORED = 'clock-offset'
const NEGLIGIBLE = 30_000

let offset = Number(local.get(STORED) ?? 0)

export function setNow(serverNow: string): void {
  offset = Date.parse(serverNow) - Date.now()
  local.set(STORED, String(offset))
}

/** An instant of the phone's own clock as the person reads it: unchanged where that clock is about right. */
export const byServer = (at: number) => new Date(at + (Math.abs(offset) < NEGLIGIBLE ? 0 : offset))

export const now = () => byServer(Date.now())

/** What an act says of itself: seconds too, for of two phones the later act counts. */
export const actedAt = () => Date.now() + offset
