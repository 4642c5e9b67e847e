import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { forget, useLoad } from '../../kit/load'
import { useFollow, useOnceMore } from './useFollow'

let drawn: (() => Promise<void>)[] = []

function Screen({ name, fetch }: { name: string; fetch: () => Promise<string> }) {
  const { reload } = useLoad(name, fetch)
  drawn.push(useFollow(name, reload))
  return null
}

const open = (name: string, fetch: () => Promise<string>) =>
  act(() => render(<Screen name={name} fetch={fetch} />, document.body))

beforeEach(() => {
  forget()
  drawn = []
  vi.useFakeTimers()
})

afterEach(() => {
  render(null, document.body)
  vi.useRealTimers()
})

it('looks again twice at what goes its way without us, and no more once another is open', async () => {
  const fetch = vi.fn(async () => 'x')
  const at = async (wait: number) => {
    await act(async () => void (await vi.advanceTimersByTimeAsync(wait)))
    return fetch.mock.calls.length
  }
  open('x', fetch)
  await at(0)
  void act(() => drawn.at(-1)!())
  expect([await at(0), await at(3999), await at(1), await at(11_000), await at(60_000)]).toEqual([2, 2, 3, 4, 4])
  void act(() => drawn.at(-1)!())
  await at(0)
  open('y', async () => 'y')
  expect(await at(60_000)).toBe(5)
})

it('looks once more where what is shown contradicts itself, and no further', async () => {
  vi.useFakeTimers()
  const look = vi.fn(() => Promise.resolve())
  const Doubtful = ({ is }: { is: boolean }) => {
    useOnceMore(is, 'p', look)
    return null
  }
  const host = document.body.appendChild(document.createElement('div'))
  act(() => render(<Doubtful is={false} />, host))
  await act(async () => void (await vi.advanceTimersByTimeAsync(60_000)))
  expect(look).not.toHaveBeenCalled()
  act(() => render(<Doubtful is />, host))
  await act(async () => void (await vi.advanceTimersByTimeAsync(60_000)))
  expect(look).toHaveBeenCalledOnce()
  render(null, host)
  vi.useRealTimers()
})
