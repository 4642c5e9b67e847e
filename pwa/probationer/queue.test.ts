import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../kit/call'
import { doOrKeep, flush, waiting, wipeQueue, type Act, type Wish } from './queue'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const coming: Wish = { act: 'answer', appointment: 'a', revision: 1, kind: 'coming' }
const moved: Wish = { act: 'details', changes: { city: 'Nanterre' } }
const noNetwork = () => Promise.reject(new Problem('offline'))

beforeEach(() => wipeQueue())

describe('an act', () => {
  it('goes at once when the network is there, and is not kept', async () => {
    expect(await doOrKeep('h', coming, async () => undefined)).toBe('done')
    expect(await waiting('h')).toEqual([])
  })

  it('is kept without network, and sent later under the same key', async () => {
    const keys: string[] = []
    expect(
      await doOrKeep('h', coming, (act: Act) => {
        keys.push(act.key)
        return noNetwork()
      }),
    ).toBe('kept')
    const { sent, refused } = await flush('h', async (act: Act) => keys.push(act.key))
    expect([sent, refused.length, keys.length]).toEqual([1, 0, 2])
    expect(keys[0]).toBe(keys[1])
    expect(await waiting('h')).toEqual([])
  })

  it.each([
    ['server', 503],
    ['too_many', 429],
    ['session_expired', 401],
  ])('is kept when the server says %s', async (code, status) => {
    expect(await doOrKeep('h', coming, () => Promise.reject(new Problem(code, status)))).toBe('kept')
  })

  it('is not kept when it is refused: the person is told at once', async () => {
    await expect(
      doOrKeep('h', coming, () => Promise.reject(new Problem('appointment_past', 409))),
    ).rejects.toMatchObject({ code: 'appointment_past' })
    expect(await waiting('h')).toEqual([])
  })
})

describe('what waits', () => {
  beforeEach(async () => {
    vi.useFakeTimers()
    await doOrKeep('h', coming, noNetwork)
    vi.advanceTimersByTime(1000)
    await doOrKeep('h', moved, noNetwork)
    vi.useRealTimers()
  })

  it('leaves in the order in which it was done', async () => {
    const order: string[] = []
    await flush('h', async (act) => order.push(act.wish.act))
    expect(order).toEqual(['answer', 'details'])
  })

  it('stops at the first one that does not get through, and loses none', async () => {
    expect(await flush('h', noNetwork)).toMatchObject({ sent: 0 })
    expect(await waiting('h')).toHaveLength(2)
  })

  it('is refused by name while the rest goes on', async () => {
    const { sent, refused } = await flush('h', (act) =>
      act.wish.act === 'answer' ? Promise.reject(new Problem('appointment_changed', 409)) : Promise.resolve(),
    )
    expect([sent, refused.map(({ problem }) => problem.code)]).toEqual([1, ['appointment_changed']])
    expect(await waiting('h')).toEqual([])
  })

  it('is never sent in the name of somebody else', async () => {
    const send = vi.fn(async () => undefined)
    await flush('other', send)
    expect(send).not.toHaveBeenCalled()
    expect(await waiting('h')).toEqual([])
  })
})
