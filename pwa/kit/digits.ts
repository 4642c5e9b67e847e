// Digits of any script as 0 to 9: whoever writes ٣ or ३ means 3. backend/common/digits.py does the same.

const isDigit = (sign: string) => /^\p{Nd}$/u.test(sign)

/** Unicode keeps the ten of a script side by side, from nought to nine. */
function valueOf(sign: string): number {
  const at = sign.codePointAt(0)!
  let before = 0
  while (isDigit(String.fromCodePoint(at - before - 1))) before += 1
  return before % 10
}

export const western = (text: string) => text.replaceAll(/\p{Nd}/gu, (sign) => String(valueOf(sign)))

/** Whether a field asks for digits, as the keyboard that it opens says. */
const asksDigits = ({ type, inputMode }: HTMLInputElement) =>
  type === 'tel' || ['numeric', 'decimal', 'tel'].includes(inputMode)

/** What was typed into a field for digits, before anything reads it: the browser's own `pattern` as well. */
export function writeWestern(fields: Iterable<Element>): void {
  for (const field of fields) {
    if (!(field instanceof HTMLInputElement) || !asksDigits(field)) continue
    const said = western(field.value)
    if (said !== field.value) field.value = said
  }
}
