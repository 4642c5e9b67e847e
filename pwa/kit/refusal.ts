// What the server refused, in the words of the catalogue, and when to try again.
import { asProblem } from './call'
import { hours, minutes, plural, t, textOf } from './i18n'

const LONG = 120 // minutes: from then on one counts in hours

/** « 12 min », « 3 h »: rounded up, so that nobody is refused once more. `seconds`: as Retry-After says. */
export function waiting(seconds = 60): string {
  const left = Math.max(1, Math.ceil(seconds / 60))
  return left < LONG ? minutes(left) : hours(Math.ceil(left / 60))
}

/** How often one may still try, where the server says it. */
function triesLeft(detail: unknown): string {
  const left = (detail as { left?: number } | undefined)?.left
  if (left === undefined) return ''
  return ` ${left > 0 ? plural('kit.tries_left', left) : t('kit.no_try_left')}`
}

export function refusalText(error: unknown): string {
  const { code, retryAfter, detail } = asProblem(error)
  return textOf(`errors.${code}`, 'errors.unexpected', { wait: waiting(retryAfter) }) + triesLeft(detail)
}
