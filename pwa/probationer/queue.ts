// One queue for everything that the person does. An act is kept before it is sent, so that nothing between the tap and
// the server's word loses it; a later one on the same subject takes its place; each leaves in its turn, one at a time.
import { asProblem, type Problem } from '../kit/call'
import { newKey } from '../kit/key'
import { isSilent, replacing, subjectOf, type Act, type Wish } from './wishes'

export interface Refusal {
  key: string
  wish: Wish
  problem: Pick<Problem, 'code'>
}

interface Stored {
  counter: number
  acts: Act[]
  refused: Refusal[]
}

export interface Ports {
  /** Read and written at once, as the browser's own: what was done is there at the first drawing after a reload. */
  load: () => string | null
  save: (text: string) => void
  holder: () => string
  /** By the server's clock. */
  now: () => number
  send: (act: Act) => Promise<unknown>
  /** The copies take what the server took, before the act ceases to wait. */
  accept: (act: Act, said: unknown) => Promise<void>
  /** What waits is another. */
  changed: () => void
  /** Of what left by itself, how many were taken; and how many in all were refused. */
  settled: (how: { sent: number; refused: number }) => void
  /** Once, after so many milliseconds; what it gives back cancels. */
  later: (wait: number, act: () => void) => () => void
}

type Fate = 'done' | 'kept' | Problem

const FIRST_WAIT = 5000
const LONGEST_WAIT = 300_000

/** Not refused, only not heard: to be tried again. 401 waits for the person to sign in again. */
const isToRetry = ({ code, status }: Problem) =>
  status < 400 || status === 401 || status === 429 || status >= 500 || code === 'csrf_refused'

/** Nothing else gets through either. A fault of the server may be of this act alone. */
const stopsAll = ({ status }: Problem) => status < 500

export class Queue {
  /** The act whose first try is under way. */
  sending: string | undefined
  private flight: Promise<void> | undefined
  private fates = new Map<string, (how: Fate) => void>()
  private failures = 0
  private isHeld = false
  private isWoken = false
  private cancel: () => void = () => undefined

  constructor(private ports: Ports) {}

  waiting(): Act[] {
    const holder = this.ports.holder()
    return this.stored().acts.filter((act) => act.holder === holder)
  }

  refused(): Refusal[] {
    return this.ports.holder() ? this.stored().refused : []
  }

  understood(): void {
    this.store({ ...this.stored(), refused: [] })
  }

  /** Kept at once, then sent; throws the Problem when it was refused. */
  async perform(wish: Wish): Promise<'done' | 'kept'> {
    const { key } = this.keep(wish)
    this.failures = 0
    const fate = new Promise<Fate>((resolve) => this.fates.set(key, resolve))
    void this.flushFor(key, this.flight !== undefined)
    // Not the end of the flight: others may be long under way.
    const how = await fate
    if (typeof how !== 'string') throw how
    return how
  }

  private async flushFor(key: string, isJoining: boolean): Promise<void> {
    await this.flush()
    // What was under way may have ended before its turn.
    if (isJoining && this.fates.has(key)) await this.flush()
    this.fate(key, 'kept')
  }

  /** Something says that the network may be back. */
  wake(): void {
    // Said while something is under way: tried once more when that has ended, however it does.
    this.isWoken = this.flight !== undefined
    if (!this.isWoken && !this.isHeld && this.waiting().length > 0) void this.flush()
  }

  /** Everything that waits, oldest first; the one under way, if there is one. */
  flush(): Promise<void> {
    this.flight ??= this.run().finally(() => {
      this.flight = undefined
      if (this.isWoken) this.wake()
    })
    return this.flight
  }

  private async run(): Promise<void> {
    this.cancel()
    this.isHeld = false
    this.dropOthers()
    const tried = new Set<string>()
    const count = { sent: 0, refused: 0 }
    let last: Problem | undefined
    for (let act = this.waiting()[0]; act; act = this.waiting().find(({ key }) => !tried.has(key))) {
      tried.add(act.key)
      last = await this.attempt(act, count)
      if (last && stopsAll(last)) break
    }
    this.sending = undefined
    this.tryLater(last)
    this.ports.changed()
    if (count.sent + count.refused > 0) this.ports.settled(count)
  }

  /** What kept it from being settled, if anything did. */
  private async attempt(act: Act, count: { sent: number; refused: number }): Promise<Problem | undefined> {
    const { key } = act
    const isAwaited = this.fates.has(key)
    this.sending = isAwaited ? key : undefined
    this.ports.changed()
    try {
      const said = await this.ports.send(act)
      await this.ports.accept(act, said)
      this.drop(key)
      this.fate(key, 'done')
      if (!isAwaited && !isSilent(act.wish)) count.sent += 1
      return undefined
    } catch (error) {
      const problem = asProblem(error)
      if (!isToRetry(problem)) return this.refuse(act, problem, count)
      this.fate(key, 'kept')
      return problem
    }
  }

  /** Of one that another has replaced meanwhile nothing needs to be told. */
  private refuse(act: Act, problem: Problem, count: { refused: number }): undefined {
    if (!this.drop(act.key) || isSilent(act.wish)) return this.fate(act.key, 'kept')
    count.refused += 1
    if (this.fates.has(act.key)) return this.fate(act.key, problem)
    const stored = this.stored()
    const { key, wish } = act
    this.store({ ...stored, refused: [...stored.refused, { key, wish, problem: { code: problem.code } }] })
    return undefined
  }

  private tryLater(last: Problem | undefined): void {
    if (this.waiting().length === 0) this.failures = 0
    else if (last?.status !== 401) {
      const wait = Math.min(FIRST_WAIT * 2 ** this.failures, LONGEST_WAIT)
      this.failures += 1
      this.isHeld = last?.status === 429
      this.cancel = this.ports.later(Math.max(wait, (last?.retryAfter ?? 0) * 1000), () => void this.flush())
    }
  }

  /** It waits from now on, in the place of what waits on the same subject. */
  keep(wish: Wish, at = this.ports.now()): Act {
    const stored = this.stored()
    const holder = this.ports.holder()
    const isFormer = (one: Act) => one.holder === holder && subjectOf(one.wish) === subjectOf(wish)
    // Above every earlier one, also where the browser has forgotten the last.
    const counter = Math.max(stored.counter + 1, at)
    const whole = replacing(stored.acts.find(isFormer)?.wish, wish)
    const act = { key: newKey(), holder, counter, at, wish: whole }
    this.store({ ...stored, counter, acts: [...stored.acts.filter((one) => !isFormer(one)), act] })
    return act
  }

  /** False: another has taken its place, or everything was wiped. */
  private drop(key: string): boolean {
    const stored = this.stored()
    const acts = stored.acts.filter((one) => one.key !== key)
    if (acts.length === stored.acts.length) return false
    this.store({ ...stored, acts })
    return true
  }

  /** Somebody else's acts are dropped, never sent in this person's name. */
  private dropOthers(): void {
    const stored = this.stored()
    const own = this.waiting()
    if (own.length < stored.acts.length) this.store({ ...stored, acts: own })
  }

  private fate(key: string, how: Fate): undefined {
    const tell = this.fates.get(key)
    this.fates.delete(key)
    tell?.(how)
  }

  private stored(): Stored {
    const none: Stored = { counter: 0, acts: [], refused: [] }
    try {
      return { ...none, ...(JSON.parse(this.ports.load() ?? '{}') as Partial<Stored>) }
    } catch {
      return none
    }
  }

  private store(next: Stored): void {
    this.ports.save(JSON.stringify(next))
    this.ports.changed()
  }
}
