// A code of six digits, however it was typed or pasted: « Votre code : 328546 », « 328-546 », « ٣٢٨٥٤٦ ».
import { asProblem, Problem } from './call'
import { western } from './digits'
import type { Values } from './form'

/** The six digits in a text, whatever stands around or between them; undefined where it has no such code. */
export function codeIn(text: string): string | undefined {
  const said = western(text)
  // The first six side by side, or three and three: a message may name a duration or a number to call as well.
  const found = /(?:^|\D)(\d{3}[\s.\p{Pd}]?\d{3})(?!\d)/u.exec(said)?.[1] ?? said
  const digits = found.replaceAll(/\D/g, '')
  return digits.length === 6 ? digits : undefined
}

/** What stands in the field; nothing is sent, and no try used up, while it can't be a code. */
export function codeOf(values: Pick<Values, 'text'>): string {
  const code = codeIn(values.text('code'))
  if (!code) throw new Problem('form_incomplete', 422, { code: 'invalid' })
  return code
}

/** Where no birth date is asked beside it, a refusal speaks of the code alone. */
export async function byCodeAlone<T>(sending: Promise<T>): Promise<T> {
  return sending.catch((error: unknown) => {
    const { code, status, fields, retryAfter, detail } = asProblem(error)
    throw new Problem(code === 'code_refused' ? 'code_wrong' : code, status, fields, retryAfter, detail)
  })
}
