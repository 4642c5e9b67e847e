// Acts done without network: kept with their holder and their idempotency key, sent at the next opening, in order.
// Sent twice (the answer got lost), the server does them once. Refused, the person is told which and why.
import { asProblem, type Problem } from '../kit/call'
import { newKey } from '../kit/key'
import { sorted } from '../kit/sorted'
import { api } from './api'
import { all, clear, put, remove } from './store'

/** Why somebody can't come, among those that the field counts. */
export const REASONS = ['work', 'illness', 'transport', 'other'] as const
export type Reason = (typeof REASONS)[number]

export type Wish =
  | {
      act: 'answer'
      appointment: string
      revision: number
      kind: 'coming' | 'cannot' | 'late'
      reason?: Reason
      words?: string
      late_minutes?: 10 | 20 | 30
    }
  | {
      act: 'details'
      changes: {
        address?: string
        postcode?: string
        city?: string
        wants_sms?: boolean
        wants_email?: boolean
        wants_push?: boolean
      }
    }

export interface Act {
  key: string
  holder: string
  at: number
  wish: Wish
}

export interface Refusal {
  key: string
  wish: Wish
  problem: Problem
}

export type Send = (act: Act) => Promise<unknown>

/** An act as a call of the contract. */
export const send: Send = ({ wish, key }) => {
  if (wish.act === 'details') return api.patch('/api/probationer/me', { body: wish.changes, key })
  const { appointment, revision, kind, reason, words, late_minutes } = wish
  return api.post('/api/probationer/appointments/{appointment}/answers', {
    path: { appointment },
    body: { kind, revision, reason, words: words ?? '', late_minutes },
    key,
  })
}

/** Not refused, only not heard: to be tried again. 401 waits for the person to sign in again. */
const isToRetry = (problem: Problem) =>
  problem.isOffline || problem.status === 401 || problem.status === 429 || problem.status >= 500

/** Now if the network is there, else at the next opening. */
export async function doOrKeep(holder: string, wish: Wish, sending: Send = send): Promise<'done' | 'kept'> {
  const act: Act = { key: newKey(), holder, at: Date.now(), wish }
  try {
    await sending(act)
    return 'done'
  } catch (error) {
    const problem = asProblem(error)
    if (!isToRetry(problem)) throw problem
    await put('acts', `${act.at}-${act.key}`, act)
    return 'kept'
  }
}

export async function waiting(holder: string): Promise<Act[]> {
  const acts = await all<Act>('acts').catch(() => [] as Act[])
  const own = acts.filter((act) => act.holder === holder)
  return sorted(own, (one, other) => one.at - other.at)
}

/** Somebody else's acts are dropped, never sent in this person's name. */
async function dropOthers(holder: string): Promise<void> {
  for (const act of await all<Act>('acts')) if (act.holder !== holder) await remove('acts', `${act.at}-${act.key}`)
}

/** Everything that waits, oldest first; stops where the network stops. */
export async function flush(holder: string, sending: Send = send): Promise<{ sent: number; refused: Refusal[] }> {
  await dropOthers(holder)
  const refused: Refusal[] = []
  let sent = 0
  for (const act of await waiting(holder)) {
    try {
      await sending(act)
      sent += 1
    } catch (error) {
      const problem = asProblem(error)
      if (isToRetry(problem)) break
      refused.push({ key: act.key, wish: act.wish, problem })
    }
    await remove('acts', `${act.at}-${act.key}`)
  }
  return { sent, refused }
}

export const wipeQueue = () => clear('acts')
