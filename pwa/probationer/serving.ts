// Which requests the worker answers, and from where. Pure, so that it can be tested without a worker.
export type Way = 'shell' | 'asset' | 'photo' | 'network'

// The back office, the demonstration and the interfaces have nothing to do with this app's copies.
const ELSEWHERE = /^\/(agent|demo|api|admin|static|healthz|readyz)(\/|$)/

interface Asked {
  method: string
  mode: string
  url: string
}

export function wayOf({ method, mode, url }: Asked, origin: string): Way {
  const { origin: from, pathname } = new URL(url)
  if (method !== 'GET' || from !== origin || ELSEWHERE.test(pathname)) return 'network'
  if (pathname.startsWith('/media/places/')) return 'photo'
  if (pathname.startsWith('/assets/')) return 'asset'
  const isFile = /\.\w+$/.test(pathname)
  return mode === 'navigate' && !isFile ? 'shell' : 'network'
}
