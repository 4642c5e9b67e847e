// The server's hour: an old phone's own clock may be wrong by days, and "in 3 days" must not be.
const STORED = 'clock-offset'
const NEGLIGIBLE = 30_000

let offset = Number(localStorage.getItem(STORED) ?? 0)

export function setNow(serverNow: string): void {
  const gap = Date.parse(serverNow) - Date.now()
  offset = Math.abs(gap) < NEGLIGIBLE ? 0 : gap
  localStorage.setItem(STORED, String(offset))
}

export const now = () => new Date(Date.now() + offset)
