// The only fetch of both sides, typed by the generated contract.
//   const api = caller<paths>()
//   const home = await api.get('/api/probationer/home')
//   await api.post('/api/probationer/appointments/{appointment}/answers', { path: { appointment }, body, key })
// Whatever goes wrong is a Problem: its `code` is a key under errors.*, its `fields` go beside the form's fields.
// `key` is sent as Idempotency-Key: the same act sent twice is done once.

import { isOurs } from './ours'

export type Fields = Record<string, string>

export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status = 0,
    readonly fields: Fields = {},
    /** Seconds, when the server says how long to wait. */
    readonly retryAfter?: number,
    /** What else the server says about the refusal. */
    readonly detail?: unknown,
  ) {
    super(code)
  }
  /** Nothing was refused: the words did not get through. */
  get isOffline() {
    return this.code === 'offline' || this.code === 'timeout'
  }
}

export const asProblem = (error: unknown) => (error instanceof Problem ? error : new Problem('unexpected'))

type Json<T> = T extends { content: { 'application/json': infer B } } ? B : undefined
type Success<R> = R extends { 200: infer A }
  ? Json<A>
  : R extends { 201: infer A }
    ? Json<A>
    : R extends { 202: infer A }
      ? Json<A>
      : undefined
type Body<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? { body: B }
  : O extends { requestBody: { content: { 'multipart/form-data': unknown } } }
    ? { body: FormData }
    : { body?: undefined }
type PathOf<O> = O extends { parameters: { path: infer P extends object } } ? { path: P } : { path?: undefined }
type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? { query?: Q } : { query?: undefined }
type Options<O> = Body<O> & PathOf<O> & QueryOf<O> & { key?: string; signal?: AbortSignal }
type Needs<O> = Record<string, never> extends Options<O> ? [options?: Options<O>] : [options: Options<O>]
type Having<Paths, M extends string> = {
  [P in keyof Paths]: Paths[P] extends Record<M, infer O> ? (O extends undefined ? never : P) : never
}[keyof Paths]
type Operation<Paths, P extends keyof Paths, M extends string> = Paths[P] extends Record<M, infer O> ? O : never
type Responses<O> = O extends { responses: infer R } ? R : never
type Method<Paths, M extends string> = <P extends Having<Paths, M>>(
  path: P,
  ...options: Needs<Operation<Paths, P, M>>
) => Promise<Success<Responses<Operation<Paths, P, M>>>>

export interface Caller<Paths> {
  get: Method<Paths, 'get'>
  post: Method<Paths, 'post'>
  put: Method<Paths, 'put'>
  patch: Method<Paths, 'patch'>
  delete: Method<Paths, 'delete'>
}

interface Request {
  path?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  key?: string
  signal?: AbortSignal
}

/** What an address answered last, with the mark (ETag) by which the server knows it; `keep` is for the next answer. */
export interface Held {
  mark?: string
  body?: unknown
  keep: (mark: string, body: unknown) => void
}

const PATIENCE = 20_000
const settings = {
  /** The address whose answer sets the cookie, asked first when it is not there yet. */
  csrfFrom: '',
  headers: {} as Record<string, string>,
  /** The browser keeps no answer: a side that has copies of its own says here what it holds of an address. */
  held: undefined as ((url: string) => Promise<Held | undefined>) | undefined,
}
const signedOut = new Set<(problem: Problem) => void>()
const heard = new Set<(now: string | null) => void>()

/** Called at start by each side. */
export const configure = (changes: Partial<typeof settings>) => Object.assign(settings, changes)

/** Told of every 401: session_expired, session_revoked, second factor asked again… */
export function onSignedOut(listener: (problem: Problem) => void): () => void {
  signedOut.add(listener)
  return () => signedOut.delete(listener)
}

/** Told of every call that succeeded, with the server's hour where it says one. */
export function onHeard(listener: (now: string | null) => void): () => void {
  heard.add(listener)
  return () => heard.delete(listener)
}

const cookie = (name: string) =>
  document.cookie
    .split('; ')
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/** The token that each write carries. In production a browser takes its cookie from this very host alone (`__Host-`). */
export const csrf = () => cookie('__Host-msj_csrf') ?? cookie('msj_csrf')

/** `/a/{id}` with its values, and the query without its empty members. */
export function address(path: string, request: Pick<Request, 'path' | 'query'> = {}): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(request.path?.[name])))
  const given = Object.entries(request.query ?? {}).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  const query = new URLSearchParams(given.flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)])))
  return given.length > 0 ? `${filled}?${query}` : filled
}

function headers(method: string, request: Request, mark?: string): Headers {
  const all = new Headers({ Accept: 'application/json', ...settings.headers })
  if (request.body !== undefined && !(request.body instanceof FormData)) all.set('Content-Type', 'application/json')
  if (mark) all.set('If-None-Match', mark)
  if (request.key) all.set('Idempotency-Key', request.key)
  if (method !== 'GET') all.set('X-CSRFToken', csrf() ?? '')
  return all
}

/** The server asked for its cookie back, and the browser has none to give. */
const refusesCookies = (code: string) => code === 'csrf_refused' && !csrf()

async function problem(response: Response): Promise<Problem> {
  // A stranger refuses nothing of ours: what was said waits for the server. Too busy or broken it may be itself.
  if (!isOurs(response) && response.status < 500 && response.status !== 429) return new Problem('offline')
  const body = (await response.json().catch(() => ({}))) as { code?: string; fields?: Fields; detail?: unknown }
  const said = body.code ?? (response.status >= 500 ? 'server' : 'unexpected')
  const code = refusesCookies(said) ? 'cookies_refused' : said
  const wait = Number(response.headers.get('Retry-After'))
  return new Problem(code, response.status, body.fields ?? {}, wait > 0 ? wait : undefined, body.detail)
}

async function fetched(method: string, url: string, request: Request, mark?: string): Promise<Response> {
  // Never cleared: it also ends an answer whose body stops half-way.
  const stopper = new AbortController()
  const { signal } = stopper
  setTimeout(() => stopper.abort(), PATIENCE)
  request.signal?.addEventListener('abort', () => stopper.abort())
  if (request.signal?.aborted) stopper.abort()
  const body =
    request.body instanceof FormData
      ? request.body
      : request.body === undefined
        ? undefined
        : JSON.stringify(request.body)
  try {
    const all = headers(method, request, mark)
    return await fetch(url, { method, headers: all, body, signal, credentials: 'same-origin', redirect: 'error' })
  } catch {
    if (request.signal?.aborted) throw new Problem('aborted')
    throw new Problem(signal.aborted ? 'timeout' : 'offline')
  }
}

/** What was to be done is done, also where its answer broke off; a reading that broke off has told nothing. */
async function read(method: string, response: Response, held: Held | undefined): Promise<unknown> {
  if (response.status === 204) return undefined
  let body: unknown
  try {
    body = await response.json()
  } catch {
    if (method === 'GET') throw new Problem('offline')
    return undefined
  }
  const mark = response.headers.get('ETag')
  if (mark) held?.keep(mark, body)
  return body
}

async function send(method: string, path: string, request: Request = {}): Promise<unknown> {
  if (method !== 'GET' && settings.csrfFrom && !csrf()) await fetched('GET', settings.csrfFrom, {})
  const url = address(path, request)
  const held = method === 'GET' ? await settings.held?.(url).catch(() => undefined) : undefined
  const response = await fetched(method, url, request, held?.mark)
  if (isOurs(response) ? response.ok : response.status === 304 && held?.mark) {
    for (const listener of heard) listener(response.headers.get('X-Now'))
    return response.status === 304 ? held?.body : read(method, response, held)
  }
  const refused = await problem(response)
  if (refused.status === 401) for (const listener of signedOut) listener(refused)
  throw refused
}

export function caller<Paths>(): Caller<Paths> {
  const method = (name: string) => (path: unknown, options?: unknown) => send(name, path as string, options as Request)
  const all = {
    get: method('GET'),
    post: method('POST'),
    put: method('PUT'),
    patch: method('PATCH'),
    delete: method('DELETE'),
  }
  return all as unknown as Caller<Paths>
}
