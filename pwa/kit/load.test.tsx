import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from './call'
import { fetchAndKeep, forget, keepCopiesIn, outdate, useLoad, type Copy, type Loaded } from './load'

const disk = new Map<string, Copy>()
let seen: Loaded<string>[] = []

function Screen({ name, fetch }: { name: string; fetch: () => Promise<string> }) {
  seen.push(useLoad(name, fetch))
  return null
}

const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 5)))
const open = (name: string, fetch: () => Promise<string>) =>
  act(() => render(<Screen name={name} fetch={fetch} />, document.body))
const noNetwork = () => Promise.reject(new Problem('offline'))

beforeEach(() => {
  render(null, document.body)
  disk.clear()
  forget()
  seen = []
  keepCopiesIn({
    read: async (key) => disk.get(key),
    write: async (key, data) => void disk.set(key, { data, at: Date.now() }),
  })
})

describe('a screen', () => {
  it('shows the copy at once, then the fresh answer, and keeps that one', async () => {
    disk.set('x', { data: 'copy', at: 1 })
    let arrive: (value: string) => void = () => undefined
    open('x', () => new Promise((resolve) => (arrive = resolve)))
    await settle()
    expect(seen.at(-1)).toMatchObject({ data: 'copy', isLoading: true, copiedAt: undefined })
    arrive('fresh')
    await settle()
    expect(seen.at(-1)).toMatchObject({ data: 'fresh', isLoading: false, copiedAt: undefined })
    expect(disk.get('x')?.data).toBe('fresh')
  })

  it('says that it is a copy, and of when, once the server could not be reached', async () => {
    disk.set('x', { data: 'copy', at: 7 })
    open('x', noNetwork)
    await settle()
    expect(seen.at(-1)).toMatchObject({ data: 'copy', copiedAt: 7, isLoading: false, problem: { code: 'offline' } })
  })

  it('says what is wrong when there is no copy either', async () => {
    open('x', noNetwork)
    await settle()
    expect(seen.at(-1)).toMatchObject({ data: undefined, copiedAt: undefined, problem: { code: 'offline' } })
  })

  it('never shows the answer of the address it has left', async () => {
    let late: (value: string) => void = () => undefined
    open('x', () => new Promise((resolve) => (late = resolve)))
    open('y', async () => 'y')
    await settle()
    late('x')
    await settle()
    expect(seen.at(-1)?.data).toBe('y')
  })

  it('does not ask twice what was prefetched, unless something changed', async () => {
    const fetch = vi.fn(async () => 'x')
    const prefetched = fetchAndKeep('x', fetch)
    open('x', fetch)
    await prefetched
    await settle()
    render(null, document.body)
    open('x', fetch)
    await settle()
    expect(fetch).toHaveBeenCalledTimes(1)
    render(null, document.body)
    outdate()
    open('x', fetch)
    await settle()
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('keeps nothing that arrives after everything was forgotten', async () => {
    let arrive: (value: string) => void = () => undefined
    open('x', () => new Promise((resolve) => (arrive = resolve)))
    forget()
    arrive('late')
    await settle()
    expect(disk.has('x')).toBe(false)
  })

  it('asks again on demand', async () => {
    const fetch = vi.fn(async () => `answer ${fetch.mock.calls.length}`)
    open('x', fetch)
    await settle()
    await act(() => seen.at(-1)!.reload())
    await settle()
    expect(seen.at(-1)?.data).toBe('answer 2')
  })
})
