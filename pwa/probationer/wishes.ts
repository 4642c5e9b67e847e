// What a person may do without network, and how what waits is drawn over what the server said last.
import type { Appointment, Me } from './api'
import type { Accepted } from './taken'

/** Why somebody can't come or did not (field rule 21): nothing about health, and none that blames. */
export const REASONS = ['unable', 'work', 'family', 'transport', 'talk'] as const
/** Where nobody has to go anywhere. */
export const REASONS_FROM_HOME: readonly Reason[] = ['work', 'family', 'talk']
export type Reason = (typeof REASONS)[number]

export interface AnswerWish {
  act: 'answer'
  appointment: string
  revision: number
  kind: 'coming' | 'cannot' | 'late' | 'explain'
  reason?: Reason
  words?: string
  late_minutes?: 10 | 20 | 30
}

export type Channels = Pick<Me, 'wants_sms' | 'wants_email' | 'wants_push'>
type Details = Partial<Pick<Me, 'address' | 'postcode' | 'city' | 'language'> & Channels>
/** One of the three groups at a time: where the person lives, how she is reached, which language she reads. */
export interface DetailsWish {
  act: 'details'
  changes: Details
}

/** What changed is read and put away, on every phone of the person. */
export interface SeenWish {
  act: 'seen'
  appointment: string
  revision: number
}

export type Wish = AnswerWish | DetailsWish | SeenWish

/** Nothing that the person said to anybody: nothing is told of it, whether it waits, leaves or is refused. */
export const isSilent = ({ act }: Wish) => act === 'seen'

export interface Act {
  /** Of idempotency: sent twice, done once. */
  key: string
  holder: string
  /** Of this device; it only grows, whatever its clock does. */
  counter: number
  /** When it was done, by the server's clock. */
  at: number
  wish: Wish
}

export interface Kept extends Act {
  /** Its first try is under way: nothing says yet that there is no network. */
  isSending: boolean
}

const groupOf = (changes: Details) =>
  'language' in changes
    ? 'language'
    : Object.keys(changes).some((name) => name.startsWith('wants_'))
      ? 'channels'
      : 'address'

/** Of two acts on one subject the later counts alone. The server goes by the same subjects. */
export const subjectOf = (wish: Wish) =>
  wish.act === 'details'
    ? `details:${groupOf(wish.changes)}`
    : `${wish.act === 'answer' ? 'appointment' : 'seen'}:${wish.appointment}`

/** As the server takes them. */
export const LONGEST = 500

/** What was written before it left is not unwritten by what is added. */
function added(former: AnswerWish, wish: AnswerWish): AnswerWish {
  const isMore = former.kind === wish.kind && former.revision === wish.revision
  if (!isMore || (wish.kind !== 'cannot' && wish.kind !== 'explain')) return wish
  const words = [former.words, wish.words].filter(Boolean).join('\n').slice(0, LONGEST)
  return Object.assign({}, wish, { reason: wish.reason ?? former.reason, words: words || undefined })
}

/** What takes the place of `former`: a change of the street alone does not unsay the town. */
export function replacing(former: Wish | undefined, wish: Wish): Wish {
  if (former?.act === 'details' && wish.act === 'details')
    return { act: 'details', changes: { ...former.changes, ...wish.changes } }
  return former?.act === 'answer' && wish.act === 'answer' ? added(former, wish) : wish
}

/** The answer that waits; one to a date that has changed since is drawn no more: it will be refused. */
export function waitingAnswer<A extends Act>(
  { id, revision }: Pick<Appointment, 'id' | 'revision'>,
  acts: readonly A[],
): (A & { wish: AnswerWish }) | undefined {
  return acts.find(
    (one): one is A & { wish: AnswerWish } =>
      one.wish.act === 'answer' && one.wish.appointment === id && one.wish.revision === revision,
  )
}

/** What the person has not seen yet of a change; what she has put away or answered needs no network to be gone. */
export function unseenChange(one: Appointment, acts: readonly Act[]): Appointment['change'] {
  const isSeen = acts.some(
    ({ wish }) => wish.act === 'seen' && wish.appointment === one.id && wish.revision >= one.revision,
  )
  const isAnswered = one.state === 'booked' && waitingAnswer(one, acts) !== undefined
  return isSeen || isAnswered ? null : one.change
}

export const waitingDetails = (subject: 'address' | 'channels', acts: readonly Act[]) =>
  acts.some(({ wish }) => subjectOf(wish) === `details:${subject}`)

/** Whether any reminder would come: an e-mail address that was not proved gets none, nor does a file without a number. */
export const reaches = (
  { phone, email_proved }: Pick<Me, 'phone' | 'email_proved'>,
  { wants_sms, wants_push, wants_email }: Channels,
) => wants_push || (wants_sms && phone !== '') || (wants_email && email_proved)

export const detailsWith = (me: Me, acts: readonly Act[]): Me =>
  Object.assign({}, me, ...acts.map(({ wish }) => (wish.act === 'details' ? wish.changes : {})))

/** What the server said that it took; the wish itself where its words were cut off. */
export function acceptedOf({ wish, at }: Act, said: unknown): Accepted {
  if (wish.act === 'details') return { act: 'details', details: (said as Me | undefined) ?? wish.changes }
  if (wish.act === 'seen') return { act: 'seen', appointment: wish.appointment, revision: wish.revision }
  const { appointment, revision, kind, reason = null, words = null, late_minutes = null } = wish
  const given = { kind, at: new Date(at).toISOString(), reason, words, late_minutes }
  const own = { ...given, seen_at: null, revision }
  const answer = { ...own, ...(said as object | undefined) }
  return { act: 'answer', appointment, revision: answer.revision, answer, own }
}
