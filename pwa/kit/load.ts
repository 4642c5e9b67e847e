// Data of a screen: the copy at once, then the fresh answer.
//   const { data, problem, isLoading, copiedAt, reload } = useLoad('home', () => api.get('/api/probationer/home'))
// `copiedAt` is set while what is shown is an older copy and the server could not be reached.
// The probationer's side keeps copies on the phone (keepCopiesIn); the agent's only those of this page's life.
import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { asProblem, type Problem } from './call'
import { tellUnkept } from './storage'

export interface Copy {
  data: unknown
  at: number
}

export interface Copies {
  read: (key: string) => Promise<Copy | undefined>
  write: (key: string, data: unknown, at?: number) => Promise<void>
}

export interface Loaded<T> {
  data: T | undefined
  problem: Problem | undefined
  isLoading: boolean
  copiedAt: number | undefined
  reload: () => Promise<void>
}

interface State<T> {
  key: string
  data?: T
  problem?: Problem
  isLoading: boolean
  copiedAt?: number
}

const seen = new Map<string, Copy>()
const flying = new Map<string, Promise<unknown>>()
/** What has just arrived is not asked twice: the address was prefetched, or the screen opened again at once. */
const FRESH = 3000
const fresh = new Map<string, number>()
let copies: Copies | undefined

export const keepCopiesIn = (store: Copies) => {
  copies = store
}

/** Forget everything of this page's life (the store wipes itself). */
export function forget(): void {
  for (const map of [seen, flying, fresh]) map.clear()
}

/** Something was changed: whatever is opened next is asked again. */
export const outdate = () => fresh.clear()

export const remembered = (key: string) => seen.get(key)?.data

async function copyOf(key: string): Promise<Copy | undefined> {
  return seen.get(key) ?? (await copies?.read(key).catch(() => undefined))
}

/** When the copy on the phone was made, if there is one. */
export const keptAt = async (key: string) => (await copyOf(key))?.at

/** Keep an answer that came with another one. */
export function keep(key: string, data: unknown): void {
  seen.set(key, { data, at: Date.now() })
  void copies?.write(key, data).catch(tellUnkept)
}

let over = (draw: () => void) => draw()

/** How a reading is drawn over what stands on the screen: a side may wait for a calm moment. */
export const drawOver = (how: typeof over) => {
  over = how
}

type Change = (data: unknown) => unknown
const amended = new Set<(key: string, change: Change) => void>()

/** What is known changed otherwise than by a reading: the copy and every open screen take it; its date stays. */
export async function amend<T>(key: string, change: (data: T) => T): Promise<void> {
  const stored = seen.has(key) ? undefined : await copies?.read(key).catch(() => undefined)
  const copy = seen.get(key) ?? stored
  if (!copy) return
  const data = change(copy.data as T)
  seen.set(key, { data, at: copy.at })
  for (const listener of amended) listener(key, change as Change)
  await copies?.write(key, data, copy.at).catch(tellUnkept)
}

/** Fetch and keep; also used to have an answer before its screen is shown. */
export async function fetchAndKeep<T>(key: string, fetch: () => Promise<T>): Promise<T> {
  const flight = fetch()
  flying.set(key, flight)
  try {
    const data = await flight
    // A wiped phone must not keep what arrives afterwards.
    if (flying.get(key) === flight) {
      keep(key, data)
      fresh.set(key, Date.now())
    }
    return data
  } finally {
    if (flying.get(key) === flight) flying.delete(key)
  }
}

function arrival<T>(key: string, fetch: () => Promise<T>, isForced: boolean): Promise<T> {
  if (!isForced && flying.has(key)) return flying.get(key) as Promise<T>
  if (!isForced && Date.now() - (fresh.get(key) ?? 0) < FRESH) return Promise.resolve(seen.get(key)?.data as T)
  return fetchAndKeep(key, fetch)
}

type Show<T> = (next: (was: State<T>) => State<T>) => void

/** One load: shows the copy when there is one, then what the server says. `isLive` false: the screen has gone. */
async function refresh<T>(key: string, arriving: Promise<T>, show: Show<T>, isLive: () => boolean) {
  arriving.catch(() => undefined)
  const copy = await copyOf(key)
  // What stands there already stays as it is, also what says that it is a copy.
  if (copy && isLive())
    show((was) => ({ ...(was.key === key && was.data ? was : { key, data: copy.data as T }), isLoading: true }))
  const settle = (end: Partial<State<T>>) => {
    const draw = () =>
      // Read when it is drawn: what was done meanwhile is in it.
      isLive() && show(() => ({ key, isLoading: false, ...end, data: (remembered(key) ?? end.data) as T | undefined }))
    if (copy) over(draw)
    else draw()
  }
  try {
    settle({ data: await arriving })
  } catch (error) {
    settle({ data: copy?.data as T | undefined, problem: asProblem(error), copiedAt: copy?.at })
  }
}

export function useLoad<T>(key: string, fetch: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<State<T>>(() => ({ key, data: remembered(key) as T | undefined, isLoading: true }))
  const [round, setRound] = useState(0)
  useEffect(() => {
    let live = true
    void refresh(key, arrival(key, fetch, round > 0), setState, () => live)
    return () => {
      live = false
    }
    // `fetch` is a new function at each drawing; what it fetches is named by `key`.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, round])
  useLayoutEffect(() => {
    // Of what is shown: a reading that waits to be drawn is not let in by it.
    const take = (changed: string, change: Change) => {
      if (changed !== key) return
      setState((was) =>
        was.key === key ? { ...was, data: (was.data ? change(was.data) : remembered(key)) as T } : was,
      )
    }
    amended.add(take)
    return () => void amended.delete(take)
  }, [key])
  const reload = useCallback(async () => setRound((one) => one + 1), [])
  const own = state.key === key ? state : { key, data: remembered(key) as T | undefined, isLoading: true }
  return { data: own.data, problem: own.problem, isLoading: own.isLoading, copiedAt: own.copiedAt, reload }
}
