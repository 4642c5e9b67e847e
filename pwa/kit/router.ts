// One page, many addresses (history API).
//   startRouter(routes, '/agent')      once, before the first drawing; '' for the probationer's side
//   <Outlet />                         draws the screen of the present address
//   <a href={href('file', {id})}>      plain links: the router takes the clicks
//   go(href('today'))  go(…, {replace: true})
//   const { route, params, query } = useRoute()
// A route's screen gets `params` as its props' `params`; a lazy one is `lazy(() => import('./screens/Book'))`.
import { h, type ComponentType, type JSX } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'

export type Params = Record<string, string>
export interface ScreenProps {
  params: Params
}
export interface Route {
  name: string
  path: string
  screen: ComponentType<ScreenProps>
}
export interface Place {
  route: Route | undefined
  params: Params
  query: URLSearchParams
  path: string
}

let routes: Route[] = []
let base = ''
/** How many addresses were opened since the page came: focus moves from the second on. */
let moves = 0
const listeners = new Set<() => void>()
let leaveGuard: (() => boolean) | undefined
let isReturning = false

export const hasMoved = () => moves > 0

const pattern = (path: string) => new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`)

export function match(path: string, table: Route[] = routes): { route: Route; params: Params } | undefined {
  for (const route of table) {
    const found = pattern(route.path).exec(path)
    // As it stands in the address: what names a thing needs no escape.
    if (found) return { route, params: { ...found.groups } }
  }
  return undefined
}

const inside = (pathname: string) =>
  pathname === base || pathname.startsWith(`${base}/`) ? pathname.slice(base.length) || '/' : undefined

export function place(): Place {
  const path = inside(location.pathname) ?? '/'
  const found = match(path)
  return { route: found?.route, params: found?.params ?? {}, query: new URLSearchParams(location.search), path }
}

/** The address of a route by its name. */
export function href(
  name: string,
  params: Record<string, string | number> = {},
  query: Record<string, string> = {},
): string {
  const route = routes.find((one) => one.name === name)
  if (!route) throw new Error(`no route ${name}`)
  const path = route.path.replaceAll(/:(\w+)/g, (_, part) => encodeURIComponent(String(params[part])))
  const search = new URLSearchParams(query).toString()
  return base + path + (search && `?${search}`)
}

/** While set, leaving the screen asks `guard`; false stays. Give undefined to lift it. */
export const guardLeaving = (guard: (() => boolean) | undefined) => {
  leaveGuard = guard
}

function tell() {
  moves += 1
  for (const listener of listeners) listener()
}

/** The address within the app that this screen was opened from; it lies one step back in the history. */
export const cameFrom = () => (history.state as { from?: string } | null)?.from

export function go(to: string, { replace = false } = {}): void {
  if (leaveGuard && !leaveGuard()) return
  leaveGuard = undefined
  if (replace) history.replaceState(history.state, '', to)
  else history.pushState({ from: location.pathname + location.search }, '', to)
  if (!replace) scrollTo(0, 0)
  tell()
}

function onClick(event: MouseEvent) {
  const link = (event.target as Element | null)?.closest?.('a[href]') as HTMLAnchorElement | null
  const isPlain =
    event.button === 0 &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey &&
    !event.defaultPrevented
  if (!link || !isPlain || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
  const path = inside(link.pathname)
  // '#main' on the same page is the browser's; an address of no route (a file, the other side) too.
  if (path === undefined || !match(path) || (link.hash && link.pathname === location.pathname)) return
  event.preventDefault()
  if (isReturning && link.rel === 'prev' && cameFrom()) {
    if (!leaveGuard || leaveGuard()) history.back()
  } else go(link.href)
}

/** `returns`: the link back (`rel="prev"`) leads to where a screen was opened from, else one level up. */
export function startRouter(table: Route[], prefix = '', { returns = false } = {}): void {
  routes = table
  base = prefix
  isReturning = returns
  document.addEventListener('click', onClick)
  addEventListener('popstate', tell)
}

export function useRoute(): Place {
  const [now, setNow] = useState(place)
  // Within the drawing: nobody who goes on before an effect would come is missed.
  useLayoutEffect(() => {
    const listener = () => setNow(place())
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [])
  return now
}

/** The present screen, drawn anew for each address; `missing` for an address of no route. */
export function Outlet({ missing }: { missing: () => JSX.Element }): JSX.Element {
  const { route, params, path } = useRoute()
  return route ? h(route.screen, { params, key: path }) : missing()
}

/** A screen whose code comes when it is first shown. */
export function lazy(
  load: () => Promise<{ default: ComponentType<ScreenProps> }>,
  waiting: () => JSX.Element | null = () => null,
): ComponentType<ScreenProps> {
  let screen: ComponentType<ScreenProps> | undefined
  return function Lazy(props: ScreenProps) {
    const [, setReady] = useState(screen !== undefined)
    useEffect(() => {
      if (screen) return
      const arrive = async () => {
        screen = (await load()).default
        setReady(true)
      }
      void arrive()
    }, [])
    return screen ? h(screen, props) : waiting()
  }
}
