import { beforeEach, describe, expect, it, vi } from 'vitest'
import { badge, clearCount, count, counted } from './badge'
import { clear, put } from './store'
import { lookIn, unread } from './unread'

vi.mock('./store', async () => {
  const store = (await import('./memory')).memoryStore()
  return { ...store, put: vi.fn(store.put) }
})

const shown: (number | 'none')[] = []
const API = {
  setAppBadge: async (n: number) => void shown.push(n),
  clearAppBadge: async () => void shown.push('none'),
}

beforeEach(async () => {
  await clear('facts')
  shown.length = 0
  Object.assign(navigator, API)
})

describe('the badge of the icon', () => {
  it('counts each notification once, however often it is shown', async () => {
    for (const id of ['a', 'b', 'a']) await count(id)
    expect(shown).toEqual([1, 2, 2])
    expect(await counted()).toEqual(['a', 'b'])
  })

  it('counts both of two that come together, also after one that could not be written', async () => {
    vi.mocked(put).mockImplementationOnce(() => {
      throw new Error('the disk is full')
    })
    await Promise.allSettled(['lost', 'a', 'b'].map(count))
    expect([await counted(), shown]).toEqual([
      ['a', 'b'],
      [1, 2],
    ])
  })

  it('goes when the app is opened; the tab keeps its number until the list is', async () => {
    await count('a')
    await lookIn()
    expect([shown.at(-1), unread.value]).toEqual(['none', 1])
    await clearCount()
    await lookIn()
    expect(unread.value).toBe(0)
  })

  it('never grows beyond what an icon can show', async () => {
    for (let n = 0; n < 120; n += 1) await count(String(n))
    expect(shown.at(-1)).toBe(99)
  })

  it('is nobody’s trouble where the browser has none, or refuses', async () => {
    Object.assign(navigator, { setAppBadge: undefined, clearAppBadge: undefined })
    await badge(3)
    await badge(0)
    Object.assign(navigator, { setAppBadge: async () => Promise.reject(new Error('not installed')) })
    await count('a')
    expect(await counted()).toEqual(['a'])
  })
})
