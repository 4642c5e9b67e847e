// What became of a message, in the same plain words on both sides: sent, reached, failed; nothing says opened or read.
import { hour, isoDay, recently, t, textOf } from './i18n'
import type { BadgeKind } from './ui'

export interface ByChannel {
  channel: 'sms' | 'push' | 'email'
  words: string
  why: string | null
  at: string
  leaves_at: string | null
}

export type Together = 'will' | 'held' | 'sent' | 'reached' | 'failed' | 'not_sent' | 'replaced' | 'unknown'

export const LOOKS: Record<Together, BadgeKind> = {
  will: 'info',
  held: 'info',
  sent: 'neutral',
  reached: 'success',
  failed: 'danger',
  not_sent: 'neutral',
  replaced: 'neutral',
  unknown: 'note',
}

export const whyOf = (reason: string) => textOf(`reasons.${reason}`, 'reasons.failed')

/** What names an hour to come. */
const PLANS = new Set(['will', 'held', 'carried'])

/** « Attend derrière la notification jusqu’à 11 h 20 », « Non arrivé : numéro non attribué » */
export function told({ words, why, leaves_at }: ByChannel, now: Date, zone?: string): string {
  const isToday = leaves_at !== null && isoDay(leaves_at, zone) === isoDay(now, zone)
  const at =
    leaves_at === null ? '' : words === 'held' && isToday ? hour(leaves_at, zone) : recently(leaves_at, now, zone)
  // Past its hour in an old copy, or late: nobody knows here whether it has left since.
  const isOver = leaves_at !== null && PLANS.has(words) && Date.parse(leaves_at) < now.getTime()
  const said = isOver ? t('told.planned', { at }) : textOf(`told.${words}`, 'told.sent', { at })
  return why ? t('told.why', { said, why: whyOf(why) }) : said
}

/** Older phones have no toSorted. */
function byHour<T extends { at: string }>(occasions: T[], direction: 1 | -1): T[] {
  const sorted = [...occasions]
  sorted.sort((a, b) => direction * (Date.parse(a.at) - Date.parse(b.at)))
  return sorted
}

/** Still to leave, first the soonest; then what has left, the last first; what never left apart. */
export function parted<T extends { state: Together; at: string }>(occasions: T[]) {
  const waits = ({ state }: T) => state === 'will' || state === 'held'
  const neverLeft = ({ state }: T) => state === 'not_sent' || state === 'replaced'
  return {
    toCome: byHour(occasions.filter(waits), 1),
    past: byHour(
      occasions.filter((one) => !waits(one) && !neverLeft(one)),
      -1,
    ),
    notSent: byHour(occasions.filter(neverLeft), -1),
  }
}
