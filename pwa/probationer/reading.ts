// The reads of the screens, with their copies: the two of the opening, and those behind the tabs.
import { useEffect } from 'preact/hooks'
import { fetchAndKeep, keep, keptAt, remembered, useLoad, type Loaded } from '../kit/load'
import { api, type Appointment, type Home, type PastAppointment } from './api'
import { keepPhotos } from './copies'
import { known } from './session'
import { useChange } from './signal'
import { answered, homeAfter, meAfter, mended, taken } from './taken'

/** What stands behind the tabs: its key and its read, for the screen and for `readAhead`. */
export const READS = {
  appointments: () => api.get('/api/probationer/appointments'),
  messages: () => api.get('/api/probationer/messages'),
  me: () => mended(() => api.get('/api/probationer/me'), meAfter),
  devices: () => api.get('/api/probationer/devices'),
  trusted: () => api.get('/api/probationer/me/trusted-contacts'),
}
const A_DAY = 86_400_000

/** Screens never opened are readable without network too; asked once a day, after what the person waits for. */
async function readAhead(): Promise<void> {
  for (const [key, read] of Object.entries(READS)) {
    if (Date.now() - ((await keptAt(key)) ?? 0) > A_DAY) await fetchAndKeep<unknown>(key, read)
  }
}

async function fetchHome(): Promise<Home> {
  const home = await mended(() => api.get('/api/probationer/home'), homeAfter)
  for (const appointment of [...home.upcoming, ...(home.called_off ?? []), ...(home.missed ?? [])])
    keep(`appointment:${appointment.id}`, appointment)
  void keepPhotos(home).catch(() => undefined)
  const { vapid } = known.value ?? {}
  if (!home.push.active && vapid) void import('./push').then(({ revive }) => revive(vapid)).catch(() => undefined)
  void readAhead().catch(() => undefined)
  return home
}

const fetchAppointment = (id: string) =>
  mended(() => api.get('/api/probationer/appointments/{appointment}', { path: { appointment: id } }), answered)

/** Asked again when the app comes back to the front, when the network returns, when an act was taken. */
function useFresh<T>(key: string, fetch: () => Promise<T>): Loaded<T> {
  const loaded = useLoad(key, fetch)
  const { reload } = loaded
  useChange(taken, reload)
  useEffect(() => {
    const again = () => {
      if (document.visibilityState === 'visible') void reload()
    }
    document.addEventListener('visibilitychange', again)
    addEventListener('online', again)
    return () => {
      document.removeEventListener('visibilitychange', again)
      removeEventListener('online', again)
    }
  }, [reload])
  return loaded
}

/** What the list, which was opened before, says of it. */
export function pastKnown(id: string): PastAppointment | undefined {
  const { items = [] } = (remembered('appointments') ?? {}) as { items?: PastAppointment[] }
  const { past = [] } = (remembered('home') ?? {}) as Partial<Home>
  return [...items, ...past].find((one) => one.id === id)
}

export const useHome = (): Loaded<Home> => useFresh('home', fetchHome)
export const useAppointment = (id: string): Loaded<Appointment> =>
  useFresh(`appointment:${id}`, () => fetchAppointment(id))

/** Asked while the words are still on their way: the answer and the catalogue arrive together. */
export function prefetch(path: string): void {
  const id = /^\/rendez-vous\/([\w-]+)/.exec(path)?.[1]
  const arriving = id
    ? fetchAndKeep(`appointment:${id}`, () => fetchAppointment(id))
    : path === '/'
      ? fetchAndKeep('home', fetchHome)
      : undefined
  arriving?.catch(() => undefined)
}
