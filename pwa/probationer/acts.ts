// Acts of the signed-in person as the screens follow them: what still waits for the network, what was refused.
import { onHeard } from '../kit/call'
import { t } from '../kit/i18n'
import { amend } from '../kit/load'
import { local } from '../kit/storage'
import { toast } from '../kit/ui'
import { api, type Appointment, type Home, type Me } from './api'
import { actedAt } from './clock'
import { Queue, type Refusal } from './queue'
import { ended, known } from './session'
import { signal, useSignal } from './signal'
import { drawMoving, whenCalm } from './steady'
import { all, clear } from './store'
import { accepted, answered, homeAfter, meAfter, tellTaken } from './taken'
import { within } from './within'
import { acceptedOf, isSilent, waitingAnswer, type Act, type Kept, type Wish } from './wishes'

const STORED = 'acts'
/** How long one waits for a store of the browser's that may never answer. */
const PATIENCE = 3000
/** How long one who leaves waits for what has not left yet. */
const LAST_TRY = 6000

const holder = () => known.value?.holder ?? ''

/** An act as a call of the contract. The server refuses it in the name of somebody else who signed in meanwhile. */
async function send({ wish, key, counter, at, holder: whose }: Act): Promise<unknown> {
  const act = { counter, at: new Date(at).toISOString(), holder: whose }
  if (wish.act === 'details') return api.patch('/api/probationer/me', { body: { ...wish.changes, act }, key })
  if (wish.act === 'seen') {
    const { appointment, revision } = wish
    return api.post('/api/probationer/appointments/{appointment}/seen', {
      path: { appointment },
      body: { revision, act },
      key,
    })
  }
  const { appointment, revision, kind, reason, words, late_minutes } = wish
  return api.post('/api/probationer/appointments/{appointment}/answers', {
    path: { appointment },
    body: { kind, revision, reason, words: words ?? '', late_minutes, act },
    key,
  })
}

/** Home and detail say what was accepted even if nothing can be read afterwards. */
async function accept(act: Act, said: unknown): Promise<void> {
  if (act.holder !== holder()) return
  const by = acceptedOf(act, said)
  accepted.push(by)
  const copies =
    by.act === 'details'
      ? [amend<Me>('me', (me) => meAfter(me, by))]
      : [
          amend<Home>('home', (home) => homeAfter(home, by)),
          amend<Appointment>(`appointment:${by.appointment}`, (one) => answered(one, by)),
        ]
  await Promise.all(copies)
  tellTaken()
}

const queue: Queue = new Queue({
  load: () => local.get(STORED),
  save: (text) => local.set(STORED, text),
  holder,
  now: actedAt,
  send,
  accept,
  changed: () => refresh(),
  settled({ sent, refused }) {
    if (sent > 0) toast(t('app.kept.sent'))
    if (refused > 0) tellTaken()
  },
  later(wait, act) {
    const timer = setTimeout(act, wait)
    return () => clearTimeout(timer)
  },
})

const drawn = (): Kept[] => queue.waiting().map((act) => Object.assign(act, { isSending: act.key === queue.sending }))

/** What waits, from the first drawing on. */
export const kept = signal<Kept[]>(drawn())
export const refusals = signal<Refusal[]>(queue.refused())

/** Acts of which somebody waits for the end, finger in the air. */
let awaited = 0

function draw(): void {
  kept.value = drawn()
  refusals.value = queue.refused()
}

/** What leaves by itself moves nothing under a finger. */
const refresh = () => (awaited > 0 ? draw() : whenCalm(draw))

/** Throws the Problem when it was refused. */
export async function perform(wish: Wish): Promise<'done' | 'kept'> {
  awaited += 1
  try {
    return await queue.perform(wish)
  } finally {
    awaited -= 1
  }
}

export function understood(): void {
  queue.understood()
  drawMoving(draw)
}

const isSaid = ({ wish }: Act) => !isSilent(wish)
/** What the person said and the server has not taken: it would be lost with the session. */
export const useUnsent = () => useSignal(kept).filter(isSaid)
export const hasUnsent = () => queue.waiting().some(isSaid)

/** Before this phone is emptied. */
export async function sendNow(): Promise<void> {
  await within(LAST_TRY, queue.flush(), () => undefined)
  draw()
}

/** Emptied by what nobody chose here (a device closed elsewhere, wrong codes): the sign-in says that something is lost. */
function tellLost(): void {
  let isLost = false
  known.follow(() => {
    if (known.value) isLost = false
    else isLost ||= kept.value.some(isSaid)
    draw()
  })
  ended.follow(() => {
    if (!isLost || !['session_revoked', 'lock_wiped'].includes(ended.value ?? '')) return
    isLost = false
    ended.value = 'wiped_unsent'
  })
}

export const keptAnswer = (appointment: Appointment) => waitingAnswer(appointment, kept.value)

/** What an earlier version of the app kept elsewhere. */
async function takeOver(): Promise<void> {
  const former = await within(PATIENCE, all<Act>('acts'), () => [])
  for (const act of former) if (act.holder === holder()) queue.keep(act.wish, act.at)
  await clear('acts')
}

/** What waits leaves now, and from now on whenever the network may be back. */
export async function sendKept(): Promise<void> {
  await takeOver().catch(() => undefined)
  const wake = () => queue.wake()
  onHeard(wake)
  addEventListener('online', wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake()
  })
  // In another window of this app.
  addEventListener('storage', refresh)
  tellLost()
  wake()
}
