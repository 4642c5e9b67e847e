// What the server refused, in the words of the catalogue, and when to try again.
import { asProblem } from './call'
import { hours, minutes, textOf } from './i18n'

const LONG = 120 // minutes: from then on one counts in hours

/** « 12 min », « 3 h »: rounded up, so that nobody is refused once more. `seconds`: as Retry-After says. */
export function waiting(seconds = 60): string {
  const left = Math.max(1, Math.ceil(seconds / 60))
  return left < LONG ? minutes(left) : hours(Math.ceil(left / 60))
}

export function refusalText(error: unknown): string {
  const problem = asProblem(error)
  return textOf(`errors.${problem.code}`, 'errors.unexpected', { wait: waiting(problem.retryAfter) })
}
