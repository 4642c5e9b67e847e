// For tests: a server as the queue knows it, by the same rules as backend/accounts/rules_acts.py.
import { Problem } from '../kit/call'
import { subjectOf, type Act } from './wishes'

interface Last {
  counter: number
  at: number
  key: string
}

interface Answer {
  kind: 'coming' | 'cannot' | 'late' | 'explain'
  at: string
  words: string | null
  late_minutes: number | null
  seen_at: null
  revision: number
}

export interface Snapshot {
  now: number
  upcoming: { id: string; revision: number; answer: Answer | null }[]
  me: { city: string; language: string }
}

export const APPOINTMENTS = ['a', 'b']

export class Server {
  now = 1_795_000_000_000
  isDown = false
  /** Keys of what was taken, in the order in which it was. */
  taken: string[] = []
  me = { city: 'start', language: 'start' }
  private revisions: Record<string, number> = { a: 1, b: 1 }
  private answers: Record<string, Answer[]> = { a: [], b: [] }
  private last = new Map<string, Map<string, Last>>()

  take(device: string, { key, counter, at, wish }: Act): unknown {
    // Whichever comes first or last, the higher revision stays seen.
    if (wish.act === 'seen') return undefined
    const isRepeated = wish.act === 'answer' ? this.taken.includes(key) : this.lastOf(wish, device)?.key === key
    if (!isRepeated) {
      this.refuseOlder(device, counter, at, subjectOf(wish))
      if (wish.act === 'answer') this.answer(wish.appointment, wish)
      else Object.assign(this.me, wish.changes)
      this.note(device, { counter, at, key }, subjectOf(wish))
      this.taken.push(key)
    }
    return wish.act === 'answer' ? this.answers[wish.appointment]!.slice(-1)[0] : { ...this.me }
  }

  read = (): Snapshot => ({
    now: this.now,
    upcoming: APPOINTMENTS.map((id) => ({ id, revision: this.revisions[id]!, answer: this.answerOf(id) })),
    me: { ...this.me },
  })

  /** What counts: an answer to another date does not. */
  answerOf(id: string): Answer | null {
    const given = this.answers[id]!.slice(-1)[0]
    return given?.revision === this.revisions[id] ? given! : null
  }

  revisionOf = (id: string) => this.revisions[id]!

  /** An agent moves it. */
  move(id: string): void {
    this.revisions[id]! += 1
  }

  /** An agent writes it. */
  write(city: string): void {
    this.me.city = city
    this.note('', { counter: 0, at: this.now, key: '' }, 'details:address')
  }

  private lastOf = (wish: Act['wish'], device: string) => this.last.get(subjectOf(wish))?.get(device)

  private refuseOlder(device: string, counter: number, at: number, subject: string): void {
    for (const [other, last] of this.last.get(subject) ?? []) {
      const isSame = other === device && counter !== last.counter
      const isOlder = isSame ? counter < last.counter : Math.min(at, this.now) < last.at
      if (isOlder) throw new Problem('newer_act_taken', 409)
    }
  }

  private answer(id: string, wish: Act['wish'] & { act: 'answer' }): void {
    if (wish.revision !== this.revisions[id]) throw new Problem('appointment_changed', 409)
    const { kind, revision, words, late_minutes } = wish
    const at = new Date(this.now).toISOString()
    const given = { kind, at, words: words ?? null, late_minutes: late_minutes ?? null, seen_at: null, revision }
    this.answers[id]!.push(given)
  }

  private note(device: string, { counter, at, key }: Last, subject: string): void {
    const each = this.last.get(subject) ?? new Map<string, Last>()
    const instant = Math.max(Math.min(at, this.now), each.get(device)?.at ?? 0)
    this.last.set(subject, each.set(device, { counter, at: instant, key }))
  }
}

/** Of words to which more were added before they left: what was done last. */
export const lastOf = (words: string | null | undefined) => words?.split('\n').pop()
