// Whatever the network does: at every step the screen shows what the person did last on that phone, and in the end the
// server holds what she did last at all. MSJ_HISTORIES=5000 for `./msj prove`; MSJ_SEED repeats a run.
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { APPOINTMENTS, lastOf } from './queueServer'
import { NETS, settle, World, type Did, type Net, type Phone } from './queueWorld'
import { subjectOf, type Wish } from './wishes'

const RUNS = Number(process.env['MSJ_HISTORIES'] ?? 200)
// Those of every run are always the same; other ones are `prove`'s to find.
const SEED = process.env['MSJ_SEED'] ?? (process.env['MSJ_HISTORIES'] ? undefined : '1')
const MINUTE = 60_000
const DAY = 86_400_000

type Subject = 'a' | 'b' | 'address' | 'language'

type Step =
  | { do: 'act'; phone: number; on: Subject; kind: 'coming' | 'cannot' }
  | { do: 'net'; phone: number; net: Net }
  | { do: 'read' | 'reload' | 'wake' | 'slow_disk' | 'sync'; phone: number }
  | { do: 'pass'; wait: number }
  | { do: 'advance' | 'lose'; call: number }
  | { do: 'down' | 'up' | 'restart' | 'agent' }
  | { do: 'move'; id: string }
  | { do: 'clock'; skew: number }

const phone = fc.nat(1)
const skew = fc.oneof(fc.constant(0), fc.integer({ min: -3 * DAY, max: 3 * DAY }))
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      phone,
      on: fc.constantFrom<Subject>('a', 'a', 'b', 'address', 'language'),
      kind: fc.constantFrom('coming' as const, 'cannot' as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('net' as const), phone, net: fc.constantFrom(...NETS, 'hangs', 'good') }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('read' as const, 'read' as const, 'reload' as const, 'wake' as const, 'slow_disk' as const),
      phone,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sync' as const), phone }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), wait: fc.integer({ min: 1, max: 400_000 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('advance' as const, 'advance' as const, 'lose' as const),
      call: fc.nat(2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('down' as const, 'up' as const, 'restart' as const, 'agent' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), id: fc.constantFrom(...APPOINTMENTS) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock' as const), skew }) },
)
const history = fc.record({
  skews: fc.array(skew, { minLength: 1, maxLength: 2 }),
  steps: fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }),
})

const wishFor =
  (on: Subject, kind: 'coming' | 'cannot') =>
  (token: string, { page }: Phone): Wish => {
    if (on === 'address') return { act: 'details', changes: { city: token } }
    if (on === 'language') return { act: 'details', changes: { language: token } }
    const { revision } = page.copy.upcoming.find(({ id }) => id === on)!
    return { act: 'answer', appointment: on, revision, kind, words: token }
  }

// oxlint-disable-next-line complexity
async function take(world: World, one: Step): Promise<void> {
  const on = world.phones['phone' in one ? one.phone % world.phones.length : 0]!
  if (one.do === 'act') await world.act(on.number, wishFor(one.on, one.kind))
  if (one.do === 'net') on.net = one.net
  if (one.do === 'read') void on.page.read().catch(() => undefined)
  if (one.do === 'reload') on.reload()
  if (one.do === 'wake') on.page.queue.wake()
  if (one.do === 'slow_disk') on.isDiskSlow = true
  if (one.do === 'sync') on.sync()
  if (one.do === 'pass') await world.pass(one.wait)
  if (one.do === 'advance') world.advance(one.call)
  if (one.do === 'lose') world.lose(one.call)
  if (one.do === 'down') world.server.isDown = true
  if (one.do === 'up') world.server.isDown = false
  if (one.do === 'restart') world.restart()
  if (one.do === 'agent' && !world.isClockMoved) await world.agentWrites()
  if (one.do === 'move') world.server.move(one.id)
  if (one.do === 'clock') world.moveClock(on, one.skew)
}

const SUBJECTS = ['appointment:a', 'appointment:b', 'details:address', 'details:language']
const about = (world: World, subject: string) => world.did.filter(({ wish }) => subjectOf(wish) === subject)

/** The screen of a phone never goes back behind what was done on it. */
function look(world: World): void {
  for (const on of world.phones)
    for (const subject of SUBJECTS) {
      const all = about(world, subject)
      const last = all.findLast((one) => one.phone === on.number)
      if (!last || on.isTold(last.key)) continue
      if (isOfAnotherDate(on, last)) expect(on.shown(subject), 'of another date').not.toBe(last.token)
      if (isOfAnotherDate(on, last)) continue
      const newer = all.filter(({ order }) => order >= last.order).map(({ token }) => token)
      expect(newer, `phone ${on.number}, ${subject}`).toContain(on.shown(subject))
    }
}

const isOfAnotherDate = ({ page }: Phone, { wish }: Did) =>
  wish.act === 'answer' &&
  page.copy.upcoming.some(({ id, revision }) => id === wish.appointment && revision !== wish.revision)

/** The network is good again, and nobody does anything but wait. */
async function heal(world: World): Promise<void> {
  world.server.isDown = false
  for (const on of world.phones) {
    on.net = 'good'
    on.sync()
  }
  while (world.calls.length > 0) {
    world.advance(0)
    await settle()
  }
  await world.pass(11 * MINUTE)
}

function counts({ server, ...world }: World, subject: string): string {
  const all = about(world as World, subject)
  const id = subject.slice('appointment:'.length)
  if (!subject.startsWith('appointment:')) return all.at(-1)?.token ?? 'start'
  // A later one that was refused has taken the place of what waited; she read why.
  const isReplaced = ({ key, phone: own, order }: Did) =>
    !server.taken.includes(key) &&
    all.some((one) => one.phone === own && one.order > order && world.phones[own]!.isTold(one.key))
  const valid = all.filter(
    (one) => one.wish.act === 'answer' && one.wish.revision === server.revisionOf(id) && !isReplaced(one),
  )
  return valid.at(-1)?.token ?? ''
}

async function judge(world: World): Promise<void> {
  const { server } = world
  const held: Record<string, string> = { 'details:address': server.me.city, 'details:language': server.me.language }
  for (const id of APPOINTMENTS) held[`appointment:${id}`] = lastOf(server.answerOf(id)?.words) ?? ''
  for (const subject of SUBJECTS) {
    expect(held[subject], `the server, ${subject}`).toBe(counts(world, subject))
    for (const on of world.phones) {
      const last = about(world, subject).findLast((one) => one.phone === on.number)
      if (last) expect(server.taken.includes(last.key) || on.isTold(last.key), `told of ${last.token}`).toBe(true)
    }
  }
  for (const on of world.phones) {
    expect(on.page.queue.waiting(), 'nothing waits').toEqual([])
    await on.page.read()
    for (const subject of SUBJECTS) expect(on.shown(subject) ?? '', `read, ${subject}`).toBe(held[subject])
  }
}

it('shows and sends what was done last, in random histories', { timeout: RUNS * 500 + 10_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ skews, steps }) => {
      const world = new World(skews)
      for (const one of steps) {
        await take(world, one)
        look(world)
        await settle()
        look(world)
      }
      await heal(world)
      look(world)
      await judge(world)
    }),
    { numRuns: RUNS, ...(SEED ? { seed: Number(SEED) } : {}) },
  )
})
