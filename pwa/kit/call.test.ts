import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { address, asProblem, caller, configure, onHeard, onSignedOut, Problem, type Held } from './call'

interface Paths {
  '/things/{id}': {
    get: {
      parameters: { path: { id: string } }
      responses: { 200: { content: { 'application/json': { name: string } } } }
    }
    post: {
      parameters: { path: { id: string } }
      requestBody: { content: { 'application/json': { x: number } } }
      responses: { 200: { content: { 'application/json': { done: boolean } } } }
    }
    delete: { parameters: { path: { id: string } }; responses: { 204: object } }
  }
}

const api = caller<Paths>()
const fetching = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()
const sent = (call = 0) => ({
  url: fetching.mock.calls[call]![0],
  headers: fetching.mock.calls[call]![1].headers as Headers,
  body: fetching.mock.calls[call]![1].body,
})

beforeEach(() => {
  fetching.mockReset()
  vi.stubGlobal('fetch', fetching)
  document.cookie = 'msj_csrf=secret'
  configure({ csrfFrom: '', held: undefined })
})
afterEach(() => vi.unstubAllGlobals())

const refused = async (promise: Promise<unknown>) =>
  asProblem(
    await promise.then(
      () => undefined,
      (error: unknown) => error,
    ),
  )

describe('a call', () => {
  it('fills the address and leaves empty members out of the query', () => {
    expect(address('/a/{id}', { path: { id: 'x/y' }, query: { q: 'é', none: '', nil: null, many: [1, 2] } })).toBe(
      '/a/x%2Fy?q=%C3%A9&many=1&many=2',
    )
  })

  it('carries the CSRF token and the idempotency key on writes only', async () => {
    fetching.mockImplementation(async () => Response.json({ done: true, name: 'n' }))
    await api.get('/things/{id}', { path: { id: '1' } })
    expect(await api.post('/things/{id}', { path: { id: '1' }, body: { x: 1 }, key: 'k' })).toEqual({
      done: true,
      name: 'n',
    })
    expect(sent(0).headers.get('X-CSRFToken')).toBeNull()
    expect([sent(1).headers.get('X-CSRFToken'), sent(1).headers.get('Idempotency-Key'), sent(1).body]).toEqual([
      'secret',
      'k',
      '{"x":1}',
    ])
  })

  it('takes the token of the cookie that no other host can set, where there is one', async () => {
    fetching.mockImplementation(async () => new Response(null, { status: 204 }))
    const standing = vi.spyOn(document, 'cookie', 'get')
    standing.mockReturnValue('msj_csrf=tossed; __Host-msj_csrf=own')
    await api.delete('/things/{id}', { path: { id: '1' } })
    standing.mockRestore()
    expect(sent().headers.get('X-CSRFToken')).toBe('own')
  })

  it('says that cookies are refused where none can be set, and that the page is old where one stands', async () => {
    fetching.mockImplementation(async () => Response.json({ code: 'csrf_refused' }, { status: 403 }))
    const post = () => refused(api.post('/things/{id}', { path: { id: '1' }, body: { x: 1 } }))
    expect((await post()).code).toBe('csrf_refused')
    document.cookie = 'msj_csrf=; expires=Thu, 01 Jan 1970 00:00:00 GMT'
    expect((await post()).code).toBe('cookies_refused')
  })

  it('asks for the cookie first when it is not there', async () => {
    document.cookie = 'msj_csrf=; expires=Thu, 01 Jan 1970 00:00:00 GMT'
    configure({ csrfFrom: '/session' })
    fetching.mockImplementation(async (url) => {
      if (url === '/session') document.cookie = 'msj_csrf=fresh'
      return new Response(null, { status: 204 })
    })
    await api.delete('/things/{id}', { path: { id: '1' } })
    expect(fetching.mock.calls.map(([url]) => url)).toEqual(['/session', '/things/1'])
    expect(sent(1).headers.get('X-CSRFToken')).toBe('fresh')
  })

  it('says what was refused, and for how long', async () => {
    fetching.mockResolvedValue(
      Response.json(
        { code: 'too_many', fields: { x: 'invalid' }, detail: { left: 2 } },
        { status: 429, headers: { 'Retry-After': '90' } },
      ),
    )
    expect(await refused(api.post('/things/{id}', { path: { id: '1' }, body: { x: 1 } }))).toMatchObject({
      code: 'too_many',
      status: 429,
      fields: { x: 'invalid' },
      retryAfter: 90,
      detail: { left: 2 },
    })
  })

  it('keeps apart no network and a server in trouble', async () => {
    fetching.mockRejectedValueOnce(new TypeError('failed'))
    expect((await refused(api.get('/things/{id}', { path: { id: '1' } }))).code).toBe('offline')
    fetching.mockResolvedValueOnce(new Response('<h1>Bad gateway</h1>', { status: 502 }))
    const server = await refused(api.get('/things/{id}', { path: { id: '1' } }))
    expect([server.code, server.isOffline]).toEqual(['server', false])
  })

  it('has read nothing where the answer broke off, and has done what it was to do', async () => {
    const half = () => new Response('{"name": "AL', { headers: { 'Content-Type': 'application/json' } })
    fetching.mockImplementation(async () => half())
    expect((await refused(api.get('/things/{id}', { path: { id: 'a' } }))).isOffline).toBe(true)
    expect(await api.post('/things/{id}', { path: { id: 'a' }, body: { x: 1 } })).toBeUndefined()
  })

  describe('that a Wi-Fi portal or a proxy answers', () => {
    const page = (status: number) =>
      new Response('<!doctype html><h1>Wi-Fi gratuit</h1>', { status, headers: { 'Content-Type': 'text/html' } })

    it.each([200, 201, 202, 401, 403, 404])('with a page and %s has not got through', async (status) => {
      const hours: unknown[] = []
      const stop = onHeard((now) => hours.push(now))
      fetching.mockImplementation(async () => page(status))
      const calls = [
        api.get('/things/{id}', { path: { id: '1' } }),
        api.post('/things/{id}', { path: { id: '1' }, body: { x: 1 } }),
        api.delete('/things/{id}', { path: { id: '1' } }),
      ]
      for (const call of calls) expect(await refused(call)).toMatchObject({ code: 'offline', status: 0 })
      stop()
      expect(hours).toEqual([])
    })

    it('goes nowhere else', async () => {
      fetching.mockImplementation(async () => Response.json({ name: 'n' }))
      await api.get('/things/{id}', { path: { id: '1' } })
      expect(fetching.mock.calls[0]![1].redirect).toBe('error')
    })

    it('as unchanged is so only where something is held', async () => {
      fetching.mockImplementation(async () => new Response(null, { status: 304 }))
      expect(await refused(api.get('/things/{id}', { path: { id: '1' } }))).toBeInstanceOf(Problem)
      expect(await refused(api.delete('/things/{id}', { path: { id: '1' } }))).toBeInstanceOf(Problem)
    })

    it('that is too busy is asked later, when it says', async () => {
      fetching.mockResolvedValue(new Response('<h1>Slow down</h1>', { status: 429, headers: { 'Retry-After': '9' } }))
      expect(await refused(api.get('/things/{id}', { path: { id: '1' } }))).toMatchObject({
        status: 429,
        retryAfter: 9,
      })
    })
  })

  describe('that is never answered', () => {
    const never = (_: string, { signal }: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        if (signal!.aborted) reject(signal!.reason)
        signal!.addEventListener('abort', () => reject(signal!.reason))
      })

    beforeEach(() => {
      vi.useFakeTimers()
      fetching.mockImplementationOnce(never)
    })
    afterEach(() => void vi.useRealTimers())

    it('is given up after a while', async () => {
      const code = refused(api.get('/things/{id}', { path: { id: '1' } })).then((problem) => problem.code)
      await vi.advanceTimersByTimeAsync(19_000)
      expect(vi.getTimerCount()).toBe(1)
      await vi.advanceTimersByTimeAsync(1000)
      expect(await code).toBe('timeout')
    })

    it('ends when whoever asked wants it no more', async () => {
      const asking = new AbortController()
      const code = refused(api.get('/things/{id}', { path: { id: '1' }, signal: asking.signal }))
      asking.abort()
      expect((await code).code).toBe('aborted')
    })

    it('does not leave for whoever wants it no more already', async () => {
      const signal = AbortSignal.abort()
      expect((await refused(api.get('/things/{id}', { path: { id: '1' }, signal }))).code).toBe('aborted')
    })
  })

  it('tells whoever listens that the session has ended', async () => {
    const heard: string[] = []
    const stop = onSignedOut((problem: Problem) => heard.push(problem.code))
    fetching.mockImplementation(async () => Response.json({ code: 'session_revoked', fields: {} }, { status: 401 }))
    await refused(api.get('/things/{id}', { path: { id: '1' } }))
    stop()
    await refused(api.get('/things/{id}', { path: { id: '1' } }))
    expect(heard).toEqual(['session_revoked'])
  })
})

describe('what is held of an address', () => {
  const thing = () => api.get('/things/{id}', { path: { id: '1' } })
  const unchanged = (headers = {}) => new Response(null, { status: 304, headers })
  let held: Held
  beforeEach(() => {
    held = { mark: 'W/"1"', body: { name: 'held' }, keep: (mark, body) => void Object.assign(held, { mark, body }) }
    configure({ held: async (url) => (url === '/things/1' ? held : undefined) })
  })

  it('stands for an answer that has not changed', async () => {
    fetching.mockResolvedValue(unchanged())
    expect(await thing()).toEqual({ name: 'held' })
    expect(sent().headers.get('If-None-Match')).toBe('W/"1"')
  })

  it('gives way to an answer that has', async () => {
    fetching.mockResolvedValue(Response.json({ name: 'new' }, { headers: { ETag: 'W/"2"' } }))
    expect(await thing()).toEqual({ name: 'new' })
    expect(held).toMatchObject({ mark: 'W/"2"', body: { name: 'new' } })
  })

  it('stays where the answer has no mark or was refused, and is sent with readings alone', async () => {
    fetching.mockResolvedValueOnce(Response.json({ name: 'new' }))
    await thing()
    fetching.mockResolvedValueOnce(new Response('{}', { status: 503, headers: { ETag: 'W/"3"' } }))
    await refused(thing())
    fetching.mockResolvedValueOnce(Response.json({ done: true }, { headers: { ETag: 'W/"4"' } }))
    await api.post('/things/{id}', { path: { id: '1' }, body: { x: 1 } })
    expect(sent(2).headers.get('If-None-Match')).toBeNull()
    expect(held).toMatchObject({ mark: 'W/"1"', body: { name: 'held' } })
  })

  it('keeps nobody waiting who can’t be read', async () => {
    configure({ held: () => Promise.reject(new Error('no store')) })
    fetching.mockResolvedValue(Response.json({ name: 'new' }, { headers: { ETag: 'W/"2"' } }))
    expect(await thing()).toEqual({ name: 'new' })
  })

  it('comes with the server’s hour of now', async () => {
    const hours: (string | null)[] = []
    const stop = onHeard((now) => hours.push(now))
    fetching.mockResolvedValueOnce(unchanged({ 'X-Now': '2026-11-29T10:00:00Z' }))
    await thing()
    fetching.mockResolvedValueOnce(Response.json({ name: 'n' }))
    await thing()
    stop()
    expect(hours).toEqual(['2026-11-29T10:00:00Z', null])
  })
})
