// What the person saw, kept on the phone to be read without network: answers of the API and photos of places.
// Every copy has its date; none is shown after `copy_days` (30 by default). Signing out and revocation wipe all.
import type { Held } from '../kit/call'
import type { Copies, Copy } from '../kit/load'
import type { Home } from './api'
import { isPhoto } from './files'

export const COPIES = 'copies'
export const PHOTOS = 'photos'
const DAY = 86_400_000
export const DEFAULT_DAYS = 30

const address = (key: string) => `/copy/${encodeURIComponent(key)}`

export const isOver = (at: number, days: number, now = Date.now()) => now - at > days * DAY

/** `days` is asked at each reading: the server may have shortened it. */
export function copiesFor(days: () => number): Copies {
  return {
    async read(key) {
      // Opening would make an empty cache on a phone that was wiped.
      if (!(await caches.has(COPIES))) return undefined
      const cache = await caches.open(COPIES)
      const found = await cache.match(address(key))
      if (!found) return undefined
      const copy = (await found.json()) as Copy
      if (!isOver(copy.at, days())) return copy
      await cache.delete(address(key))
      return undefined
    },
    async write(key, data, at = Date.now()) {
      const copy: Copy = { data, at }
      const cache = await caches.open(COPIES)
      await cache.put(address(key), new Response(JSON.stringify(copy)))
    },
  }
}

/**
 * The last answer of each address as it came, for an unchanged one is not sent again; what the screens show is another
 * copy, which what was done since may have changed. Same end, same sweep, same wipe. Nothing is kept for a holder who has
 * gone since it was asked.
 */
export function answersIn(copies: Copies, holder: () => string | undefined) {
  return async (url: string): Promise<Held | undefined> => {
    const whose = holder()
    if (!whose) return undefined
    const found = await copies.read(url).catch(() => undefined)
    return {
      ...(found?.data as Held | undefined),
      keep(mark, body) {
        if (holder() === whose) void copies.write(url, { mark, body }).catch(() => undefined)
      },
    }
  }
}

/** Old copies of somebody who never opens the app again go too: the worker sweeps whenever it is woken. */
export async function sweep(days = DEFAULT_DAYS): Promise<void> {
  if (!(await caches.has(COPIES))) return
  const cache = await caches.open(COPIES)
  for (const request of await cache.keys()) {
    const copy = (await (await cache.match(request))?.json()) as Copy | undefined
    if (!copy || isOver(copy.at, days)) await cache.delete(request)
  }
}

/** Where the browser has no caches at all it rejects, as everything here does. */
export const wipeCopies = async () => Promise.all([COPIES, PHOTOS].map(wipeCache))

/** One by one: of a cache deleted whole the browser leaves the files until it finds time. */
async function wipeCache(name: string) {
  if (!(await caches.has(name))) return
  const cache = await caches.open(name)
  await Promise.all((await cache.keys()).map((key) => cache.delete(key)))
  await caches.delete(name)
}

/** The photos of the places to come: somebody lost on the way has no network. */
export async function keepPhotos(home: Home): Promise<void> {
  const cache = await caches.open(PHOTOS)
  const wanted = home.upcoming.flatMap(({ place }) => (place?.photo ? [place.photo.small] : []))
  for (const url of new Set(wanted)) {
    const found = await cache.match(url)
    if (found && isPhoto(found)) continue
    const photo = await fetch(url).catch(() => undefined)
    if (photo && isPhoto(photo)) await cache.put(url, photo)
  }
}
