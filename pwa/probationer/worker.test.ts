import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { answersIn, COPIES, copiesFor, PHOTOS, sweep, wipeCopies } from './copies'
import { memoryCaches } from './memory'
import { payloadOf } from './payload'
import { tell, tellAll } from './receipts'
import { wayOf } from './serving'
import { all, clear } from './store'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const GOOD = {
  v: 1,
  id: 'm1',
  kind: 'reminder',
  title: 'RDV jeudi 26 novembre',
  body: '14 h 30, Nanterre',
  tag: 't',
  url: '/rendez-vous/1',
  shown: 'token',
  lang: 'fr',
  dir: 'ltr',
}
const parse = (changes: object = {}) => payloadOf(JSON.stringify({ ...GOOD, ...changes }))
const DAY = 86_400_000
interface Limits {
  maxLength?: number
  minLength?: number
  enum?: string[]
  pattern?: string
}

describe('a push', () => {
  it('is read when it has our shape', () => {
    expect(parse()).toEqual(GOOD)
    expect(parse({ badge: 2 })?.badge).toBe(2)
  })

  it.each([
    ['another version', { v: 2 }],
    ['another origin', { url: 'https://elsewhere.test/' }],
    ['another origin, written short', { url: '//elsewhere.test/' }],
    ['another origin, with the other stroke', { url: '/\\elsewhere.test/' }],
    ['another origin, after a sign that is left out', { url: '/\t/elsewhere.test/' }],
    ['a word that we never send', { onclick: 'x' }],
    ['no receipt', { shown: '' }],
    ['a language that we do not speak', { lang: 'xx' }],
    ['a negative count', { badge: -1 }],
    ['an endless body', { body: 'x'.repeat(1001) }],
  ])('is set aside with %s', (_, changes) => expect(parse(changes)).toBeUndefined())

  it.each([undefined, '', 'not json', 'null', '[]', '"x"'])('is set aside when it is %j', (text) =>
    expect(payloadOf(text)).toBeUndefined(),
  )

  it('has the members that shared/push.schema.json names, no other', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../shared/push.schema.json', `file://${process.cwd()}/probationer/`), 'utf8'),
    ) as { properties: object; required: string[] }
    expect(Object.keys(schema.properties).toSorted()).toEqual([...Object.keys(GOOD), 'badge'].toSorted())
    for (const name of schema.required) expect(parse({ [name]: undefined })).toBeUndefined()
  })

  it('keeps to the limits that shared/push.schema.json sets', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../shared/push.schema.json', `file://${process.cwd()}/probationer/`), 'utf8'),
    ) as { properties: Record<string, Limits> }
    const read = (name: string, value: unknown) => parse({ [name]: value }) !== undefined
    for (const [name, limits] of Object.entries(schema.properties)) {
      const start = limits.pattern ? '/' : ''
      if (limits.maxLength)
        expect([
          name,
          read(name, start.padEnd(limits.maxLength, 'x')),
          read(name, start.padEnd(limits.maxLength + 1, 'x')),
        ]).toEqual([name, true, false])
      if (limits.minLength) expect([name, read(name, '')]).toEqual([name, false])
      if (limits.enum)
        expect([name, limits.enum.every((one) => read(name, one)), read(name, 'other')]).toEqual([name, true, false])
      if (limits.pattern)
        for (const url of ['/', '/a', '//', '//a', 'a', '', '/a//b'])
          expect([url, read(name, url)]).toEqual([url, new RegExp(limits.pattern).test(url)])
    }
  })
})

describe('a receipt', () => {
  beforeEach(() => clear('receipts'))

  it('is forgotten once told', async () => {
    await tell('one', async () => true)
    expect(await all('receipts')).toEqual([])
  })

  it('is told again until the server has heard it', async () => {
    expect(await tell('one', () => Promise.reject(new TypeError('no network')))).toBe(false)
    expect(await tell('two', async () => false)).toBe(false)
    expect(await all('receipts')).toEqual(['one', 'two'])
    const heard: string[] = []
    expect(await tellAll(async (token) => heard.push(token) > 0)).toBe(true)
    expect(heard).toEqual(['one', 'two'])
    expect(await all('receipts')).toEqual([])
  })
})

describe('a request', () => {
  const way = (url: string, { method = 'GET', mode = 'navigate' } = {}) =>
    wayOf({ method, mode, url: new URL(url, 'https://app.test').href }, 'https://app.test')

  it.each(['/', '/rendez-vous/1', '/moi/appareils', '/agente'])('for the screen %s gets the shell', (url) =>
    expect(way(url)).toBe('shell'),
  )

  it.each([
    '/agent',
    '/agent/',
    '/agent/files/1',
    '/demo/phone',
    '/api/agent/morning',
    '/api/probationer/home',
    '/healthz',
    '/photo.jpg',
    'https://elsewhere.test/',
  ])('for %s is left to the network', (url) => expect(way(url)).toBe('network'))

  it('finds assets and photos of places in their copies', () => {
    expect(way('/assets/x-1.js', { mode: 'no-cors' })).toBe('asset')
    expect(way('/media/places/1/small.webp', { mode: 'no-cors' })).toBe('photo')
    expect(way('/media/documents/1.webp', { mode: 'no-cors' })).toBe('network')
    expect(way('/', { method: 'POST' })).toBe('network')
  })
})

describe('a copy', () => {
  beforeEach(() => void vi.stubGlobal('caches', memoryCaches()))

  it('is read with its date', async () => {
    const copies = copiesFor(() => 30)
    await copies.write('home', { name: 'x' })
    expect(await copies.read('home')).toMatchObject({ data: { name: 'x' }, at: expect.closeTo(Date.now(), -4) })
    expect(await copies.read('other')).toBeUndefined()
  })

  it('is gone after its days, shown or not', async () => {
    vi.useFakeTimers()
    let days = 30
    const copies = copiesFor(() => days)
    await copies.write('home', 1)
    vi.advanceTimersByTime(2 * DAY)
    expect(await copies.read('home')).toBeDefined()
    days = 1
    expect(await copies.read('home')).toBeUndefined()
    await copies.write('me', 1)
    vi.advanceTimersByTime(31 * DAY)
    await sweep()
    expect(await (await caches.open(COPIES)).keys()).toEqual([])
    vi.useRealTimers()
  })

  it('goes with everything else when the person leaves', async () => {
    await copiesFor(() => 30).write('home', 1)
    await caches.open(PHOTOS)
    await wipeCopies()
    await sweep()
    expect(await copiesFor(() => 30).read('home')).toBeUndefined()
    expect(await caches.keys()).toEqual([])
  })
})

describe('the last answer of an address', () => {
  let holder: string | undefined
  const copies = copiesFor(() => 30)
  const of = answersIn(copies, () => holder)
  const settled = () => new Promise((resolve) => setTimeout(resolve))
  beforeEach(() => {
    holder = 'h'
    vi.stubGlobal('caches', memoryCaches())
  })

  it('is held with its mark, and leaves with the copies', async () => {
    ;(await of('/api/home'))?.keep('W/"1"', { name: 'x' })
    await settled()
    expect(await of('/api/home')).toMatchObject({ mark: 'W/"1"', body: { name: 'x' } })
    await wipeCopies()
    expect(await of('/api/home')).not.toHaveProperty('mark')
    expect(await caches.keys()).toEqual([])
  })

  it('is not kept for somebody who left while it was on its way', async () => {
    const held = await of('/api/home')
    for (const next of [undefined, 'another']) {
      holder = next
      held?.keep('W/"1"', { name: 'x' })
    }
    await settled()
    expect(await caches.keys()).toEqual([])
  })

  it('is nobody’s before somebody signs in', async () => {
    holder = undefined
    expect(await of('/api/session')).toBeUndefined()
  })
})
