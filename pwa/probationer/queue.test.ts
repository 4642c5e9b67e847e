import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../kit/call'
import { Queue } from './queue'
import type { Act, Wish } from './wishes'

const answer = (kind: 'coming' | 'cannot', appointment = 'a'): Wish => ({
  act: 'answer',
  appointment,
  revision: 1,
  kind,
})
const coming = answer('coming')
const cannot = answer('cannot')
const moved: Wish = { act: 'details', changes: { city: 'Nanterre' } }
const noNetwork = () => Promise.reject(new Problem('offline'))
const refusing = (code: string) => () => Promise.reject(new Problem(code, 409))

let storage: string | null
let holder: string
let clock: number
let send: (act: Act) => Promise<unknown>
let timers: { wait: number; act: () => void }[]
let told: { sent: number; refused: number }[]

/** One page's life: another one over the same storage is a reload. */
const opened = () =>
  new Queue({
    load: () => storage,
    save: (text) => void (storage = text),
    holder: () => holder,
    now: () => clock,
    send: (act) => send(act),
    accept: async () => undefined,
    changed: () => undefined,
    settled: (how) => void told.push(how),
    later(wait, act) {
      const timer = { wait, act }
      timers.push(timer)
      return () => void (timers = timers.filter((one) => one !== timer))
    },
  })
const wishes = (queue = opened()) => queue.waiting().map(({ wish }) => wish)

beforeEach(() => {
  storage = null
  holder = 'h'
  clock = 1_000
  timers = []
  told = []
  send = async () => undefined
})

describe('an act', () => {
  it('goes at once when the network is there, and waits no more', async () => {
    const queue = opened()
    expect(await queue.perform(coming)).toBe('done')
    expect(wishes()).toEqual([])
    expect(told).toEqual([])
  })

  it('waits from the tap on, so that a page that goes away before the answer loses nothing', () => {
    send = () => new Promise(() => undefined)
    void opened().perform(coming)
    expect(wishes()).toEqual([coming])
  })

  it('is kept without network, and sent later under the same key, counter and instant', async () => {
    const sent: Act[] = []
    send = (act) => (sent.push(act) === 1 ? noNetwork() : Promise.resolve())
    expect(await opened().perform(coming)).toBe('kept')
    clock += 5_000
    await opened().flush()
    expect(sent).toHaveLength(2)
    expect(sent[0]).toEqual(sent[1])
    expect([wishes(), told]).toEqual([[], [{ sent: 1, refused: 0 }]])
  })

  it.each([
    ['server', 503],
    ['too_many', 429],
    ['session_expired', 401],
    ['csrf_refused', 403],
  ])('is kept when the server says %s', async (code, status) => {
    send = () => Promise.reject(new Problem(code, status))
    expect(await opened().perform(coming)).toBe('kept')
    expect(wishes()).toEqual([coming])
  })

  it('is not kept when it is refused: the person is told at once', async () => {
    send = refusing('appointment_past')
    const queue = opened()
    await expect(queue.perform(coming)).rejects.toMatchObject({ code: 'appointment_past' })
    expect([wishes(), queue.refused()]).toEqual([[], []])
  })

  it('counts on, also when the clock was put back or the browser forgot the last', async () => {
    const counters: number[] = []
    send = async ({ counter }) => void counters.push(counter)
    await opened().perform(coming)
    clock = 10
    await opened().perform(cannot)
    storage = null
    clock = 2_000
    await opened().perform(coming)
    expect(counters).toEqual([1_000, 1_001, 2_000])
  })
})

it('an act is told at once that it was refused, though others are long under way', async () => {
  const fates: ((error: Problem) => void)[] = []
  send = () => new Promise((_, reject) => fates.push(reject))
  const queue = opened()
  const first = queue.perform(coming)
  void queue.perform(moved)
  fates[0]!(new Problem('appointment_past', 409))
  await expect(first).rejects.toMatchObject({ code: 'appointment_past' })
  expect(queue.waiting().map(({ wish }) => wish)).toEqual([moved])
})

describe('a later act on the same subject', () => {
  it('takes the place of the one that waits, which is never sent again', async () => {
    send = noNetwork
    await opened().perform(coming)
    const sent: Wish[] = []
    send = async ({ wish }) => void sent.push(wish)
    expect(await opened().perform(cannot)).toBe('done')
    expect([sent, wishes()]).toEqual([[cannot], []])
  })

  it('takes its place while that one is on its way, whatever becomes of that one', async () => {
    const fates: ((error: Problem) => void)[] = []
    send = () => new Promise((_, reject) => fates.push(reject))
    const queue = opened()
    const first = queue.perform(coming)
    const second = queue.perform(cannot)
    send = async () => undefined
    fates[0]!(new Problem('appointment_past', 409))
    expect(await Promise.all([first, second])).toEqual(['kept', 'done'])
    expect([wishes(), queue.refused()]).toEqual([[], []])
  })

  it('adds to a change of details that waits', async () => {
    send = noNetwork
    await opened().perform(moved)
    await opened().perform({ act: 'details', changes: { address: '1 rue de l’Essai' } })
    await opened().perform({ act: 'details', changes: { wants_sms: false } })
    expect(wishes()).toEqual([
      { act: 'details', changes: { city: 'Nanterre', address: '1 rue de l’Essai' } },
      { act: 'details', changes: { wants_sms: false } },
    ])
  })

  it('leaves other appointments alone', async () => {
    send = noNetwork
    await opened().perform(coming)
    await opened().perform(answer('cannot', 'b'))
    expect(wishes()).toEqual([coming, answer('cannot', 'b')])
  })
})

describe('what waits', () => {
  beforeEach(async () => {
    send = noNetwork
    await opened().perform(coming)
    await opened().perform(moved)
    timers = []
  })

  it('leaves in the order in which it was done', async () => {
    const order: string[] = []
    send = async ({ wish }) => void order.push(wish.act)
    await opened().flush()
    expect(order).toEqual(['answer', 'details'])
  })

  it('stops at the first one that does not get through, and loses none', async () => {
    send = vi.fn(noNetwork)
    await opened().flush()
    expect(send).toHaveBeenCalledTimes(1)
    expect(wishes()).toHaveLength(2)
  })

  it('goes on behind one at which the server stumbles', async () => {
    send = ({ wish }) => (wish.act === 'answer' ? Promise.reject(new Problem('server', 500)) : Promise.resolve())
    await opened().flush()
    expect(wishes()).toEqual([coming])
  })

  it('is refused by name while the rest goes on, and is said until it was understood, also after a reload', async () => {
    send = ({ wish }) => (wish.act === 'answer' ? refusing('appointment_changed')() : Promise.resolve())
    await opened().flush()
    expect(told).toEqual([{ sent: 1, refused: 1 }])
    expect(opened().refused()).toMatchObject([{ wish: coming, problem: { code: 'appointment_changed' } }])
    opened().understood()
    expect([wishes(), opened().refused()]).toEqual([[], []])
  })

  it('is never sent in the name of somebody else', async () => {
    send = vi.fn(async () => undefined)
    holder = 'other'
    await opened().flush()
    expect(send).not.toHaveBeenCalled()
    holder = 'h'
    expect(wishes()).toEqual([])
  })

  it('leaves by itself, after waits that grow to five minutes', async () => {
    const queue = opened()
    await queue.flush()
    const waits: number[] = []
    for (let turn = 0; turn < 9; turn += 1) {
      expect(timers).toHaveLength(1)
      const [timer] = timers.splice(0)
      waits.push(timer!.wait / 1000)
      timer!.act()
      await queue.flush()
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300])
    send = async () => undefined
    timers[0]!.act()
    await queue.flush()
    expect([wishes(), timers]).toEqual([[], []])
  })

  it('leaves when something says that the network may be back, but not before the hour that the server gave', async () => {
    const queue = opened()
    send = () => Promise.reject(new Problem('too_many', 429, {}, 90))
    await queue.flush()
    expect(timers.map(({ wait }) => wait)).toEqual([90_000])
    send = vi.fn(async () => undefined)
    queue.wake()
    await Promise.resolve()
    expect(send).not.toHaveBeenCalled()
    timers[0]!.act()
    await queue.flush()
    expect(wishes()).toEqual([])
  })

  it('leaves when that is said while a try is still failing', async () => {
    let fail: (error: Problem) => void = () => undefined
    send = () => new Promise((_, reject) => (fail = reject))
    const queue = opened()
    const failing = queue.flush()
    queue.wake()
    send = async () => undefined
    fail(new Problem('offline'))
    await failing
    await queue.flush()
    expect(wishes()).toEqual([])
  })

  it('waits without knocking until the person has signed in again', async () => {
    send = () => Promise.reject(new Problem('session_expired', 401))
    await opened().flush()
    expect(timers).toEqual([])
    send = async () => undefined
    const queue = opened()
    queue.wake()
    await queue.flush()
    expect(wishes()).toEqual([])
  })
})
