// For tests: a person with her phones, and a network between them and the server that does what networks do.
import { Problem } from '../kit/call'
import type { Appointment, Home, Me } from './api'
import { Queue } from './queue'
import { lastOf, Server, type Snapshot } from './queueServer'
import { homeAfter, meAfter, mended, type Accepted } from './taken'
import { acceptedOf, detailsWith, subjectOf, waitingAnswer, type Act, type Wish } from './wishes'

/** hangs: request and answer each arrive when a later step says so, or never. cut: taken, but nobody is told. */
export type Net = 'good' | 'reset' | 'cut' | 'cut_body' | 'hangs' | 'busy'
export const NETS: Net[] = ['good', 'reset', 'cut', 'cut_body', 'hangs', 'busy']
export const PATIENCE = 20_000

interface Call {
  act: (() => unknown) | undefined
  said?: { value: unknown } | { problem: Problem }
  began: number
  resolve: (value: unknown) => void
  reject: (problem: Problem) => void
}

/** What the person did, as she knows it. */
export interface Did {
  key: string
  token: string
  wish: Wish
  phone: number
  order: number
}

interface Timer {
  due: number
  act: () => void
}

/** A page's life: what is awaited in it never comes once it has gone. */
class Page {
  isAlive = true
  timers: Timer[] = []
  accepted: Accepted[] = []
  queue: Queue
  copy: Snapshot

  constructor(
    private phone: Phone,
    private world: World,
  ) {
    this.copy = JSON.parse(phone.disk) as Snapshot
    this.queue = new Queue({
      load: () => phone.storage,
      save: (text) => {
        if (this.isAlive) phone.storage = text
      },
      holder: () => 'h',
      now: () => phone.clock() + phone.offset,
      send: (act) => this.call(() => world.server.take(phone.device, act)),
      accept: (act, said) => this.accept(act, said),
      changed: () => undefined,
      settled: () => undefined,
      later: (wait, act) => {
        const timer = { due: world.server.now + wait, act }
        this.timers.push(timer)
        return () => {
          this.timers = this.timers.filter((one) => one !== timer)
        }
      },
    })
  }

  private async accept(act: Act, said: unknown): Promise<void> {
    const by = acceptedOf(act, said)
    this.accepted.push(by)
    this.take((copy) => after(copy, by))
    await this.phone.written(JSON.stringify(this.copy))
  }

  private take(change: (copy: Snapshot) => Snapshot): void {
    if (this.isAlive) this.copy = change(this.copy)
  }

  async read(): Promise<void> {
    const fresh = await mended(
      async () => {
        const read = (await this.call(this.world.server.read)) as Snapshot
        if (this.isAlive) this.phone.offset = read.now - this.phone.clock()
        return read
      },
      after,
      this.accepted,
    )
    this.take(() => fresh)
    this.queue.wake()
    await this.phone.written(JSON.stringify(fresh))
  }

  private async call(act: () => unknown): Promise<unknown> {
    const { world, phone } = this
    const value = await new Promise((resolve, reject) => {
      world.calls.push({ act, began: world.server.now, resolve, reject })
      if (phone.net !== 'hangs') world.deliver(world.calls.length - 1, phone.net)
    }).finally(() => (this.isAlive ? undefined : new Promise(() => undefined)))
    return value
  }
}

const after = (copy: Snapshot, by: Accepted): Snapshot => ({
  ...copy,
  upcoming: homeAfter(copy as unknown as Home, by).upcoming as unknown as Snapshot['upcoming'],
  me: meAfter(copy.me as Me, by),
})

export class Phone {
  net: Net = 'good'
  storage: string | null = null
  /** The phone's own clock is that far from the hour. */
  skew = 0
  offset = 0
  isDiskSlow = false
  disk: string
  /** Keys of which the person read why they were refused, by a form that waited or afterwards. */
  private read = new Set<string>()
  page: Page
  private writes: (() => void)[] = []

  constructor(
    private world: World,
    readonly number: number,
    skew: number,
  ) {
    this.skew = skew
    this.offset = -skew
    this.disk = JSON.stringify(world.server.read())
    this.page = new Page(this, world)
  }

  get device() {
    return `phone ${this.number}`
  }

  clock = () => this.world.server.now + this.skew

  async written(text: string): Promise<void> {
    if (this.isDiskSlow) await new Promise<void>((resolve) => this.writes.push(resolve))
    this.disk = text
  }

  tell(key: string): void {
    this.read.add(key)
  }

  isTold = (key: string) => this.read.has(key) || this.page.queue.refused().some((one) => one.key === key)

  sync(): void {
    this.isDiskSlow = false
    for (const done of this.writes.splice(0)) done()
  }

  /** What was being written is lost, what was awaited is awaited no more. */
  reload(): void {
    this.page.isAlive = false
    this.page.timers = []
    this.writes = []
    this.page = new Page(this, this.world)
    this.page.queue.wake()
  }

  /** Which act the screen shows on this subject, by its token. */
  shown(subject: string): string | undefined {
    const { copy, queue } = this.page
    const waiting = queue.waiting()
    const me = detailsWith(copy.me as Me, waiting)
    if (subject === 'details:address') return me.city
    if (subject === 'details:language') return me.language
    const one = copy.upcoming.find(({ id }) => `appointment:${id}` === subject)! as unknown as Appointment
    return lastOf(waitingAnswer(one, waiting)?.wish.words ?? one.answer?.words) || undefined
  }
}

export class World {
  server = new Server()
  calls: Call[] = []
  phones: Phone[]
  did: Did[] = []
  isClockMoved = false
  private lastActor = -1
  private lastAt = 0

  constructor(skews: number[]) {
    this.phones = skews.map((skew, number) => new Phone(this, number, skew))
  }

  /** A call goes one way further; with a network, as far as that lets it. */
  deliver(index: number, net: Net = 'good'): void {
    const call = this.calls[index]
    if (!call) return
    if (net === 'busy' || this.server.isDown) return this.end(call, new Problem('server', net === 'busy' ? 429 : 503))
    if (net === 'reset') return this.end(call, new Problem('offline'))
    this.arrive(call)
    if (net === 'cut') return this.end(call, new Problem('offline'))
    if (net === 'cut_body' && 'value' in call.said!) call.said = { value: undefined }
    this.answer(call)
  }

  /** Of one that hangs: first it arrives, then its answer does. */
  advance(index: number): void {
    const call = this.calls[index]
    if (!call) return
    if (this.server.isDown) this.end(call, new Problem('server', 503))
    else if (call.said) this.answer(call)
    else this.arrive(call)
  }

  lose(index: number): void {
    const call = this.calls[index]
    if (call) this.end(call, new Problem('offline'))
  }

  /** Everything that is under way is cut, taken or not. */
  restart(): void {
    for (const call of this.calls) this.end(call, new Problem('offline'))
  }

  private arrive(call: Call): void {
    try {
      call.said = { value: call.act!() }
    } catch (error) {
      call.said = { problem: error as Problem }
    }
  }

  private answer(call: Call): void {
    if ('problem' in call.said!) this.end(call, call.said.problem)
    else this.end(call, undefined, call.said!.value)
  }

  private end(call: Call, problem: Problem | undefined, value?: unknown): void {
    this.calls = this.calls.filter((one) => one !== call)
    if (problem) call.reject(problem)
    else call.resolve(value)
  }

  /** The person does something on one of her phones; her hands take a moment from one phone to the other. */
  async act(number: number, make: (token: string, phone: Phone) => Wish): Promise<void> {
    await this.handsTo(number)
    const phone = this.phones[number]!
    const { page } = phone
    const token = `t${this.did.length + 1}`
    const wish = make(token, phone)
    const done = page.queue.perform(wish)
    const { key } = page.queue.waiting().find((one) => subjectOf(one.wish) === subjectOf(wish))!
    this.did.push({ key, token, wish, phone: number, order: this.did.length })
    done.catch(() => phone.tell(key))
  }

  async agentWrites(): Promise<void> {
    await this.handsTo(-1)
    const token = `t${this.did.length + 1}`
    this.server.write(token)
    const wish: Wish = { act: 'details', changes: { city: token } }
    this.did.push({ key: 'agent', token, wish, phone: -1, order: this.did.length })
  }

  /** Not where somebody else acts too: behind the app's back, no instant could say any more which act came first. */
  moveClock(phone: Phone, skew: number): void {
    if (this.phones.length > 1 || this.did.some((one) => one.phone < 0)) return
    this.isClockMoved = true
    phone.skew = skew
  }

  private async handsTo(actor: number): Promise<void> {
    if (actor !== this.lastActor) await this.pass(Math.max(0, this.lastAt + PATIENCE + 1 - this.server.now))
    this.lastActor = actor
    this.lastAt = this.server.now
  }

  /** Time passes: timers ring in their order; nobody waits longer than the app does, what was sent may still arrive. */
  async pass(wait: number): Promise<void> {
    const until = this.server.now + wait
    for (;;) {
      const timers = this.phones.flatMap(({ page }) => page.timers.map((timer) => ({ timer, page })))
      const calls = this.calls.map((call) => call.began + PATIENCE)
      const next = Math.min(...timers.map(({ timer }) => timer.due), ...calls.filter((due) => due > this.server.now))
      if (next > until) break
      this.server.now = Math.max(this.server.now, next)
      for (const call of this.calls) if (call.began + PATIENCE <= this.server.now) call.reject(new Problem('timeout'))
      const due = timers.find(({ timer }) => timer.due <= this.server.now)
      if (due) {
        due.page.timers = due.page.timers.filter((one) => one !== due.timer)
        due.timer.act()
      }
      await settle()
    }
    this.server.now = until
    await settle()
  }
}

/** Until nothing more happens by itself. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
