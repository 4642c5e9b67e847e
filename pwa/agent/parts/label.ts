// A whole address pasted into the field of the street: a label of the BAN, or an envelope's line.
// « 15 allée Exemple, Tremblay-en-France, 93290, 93, Seine-Saint-Denis, Île-de-France », « 12 rue Haute 92000 Nanterre ».

export interface Address {
  address: string
  postcode: string
  city: string
}

const LABEL = /^(.+?),\s*([^,\d]+),\s*(\d{5})(?:,.*)?$/
const LINE = /^(.+?)(?:,|\s-)?\s+(?:F-)?(\d{5})\s+([^,\d]+?)(?:\s+cedex.*)?(?:,\s*france)?$/i

/** Street, postcode and town; undefined where it is a street alone. */
export function addressIn(text: string): Address | undefined {
  const said = text.replaceAll(/\s+/g, ' ').trim()
  const label = LABEL.exec(said)
  if (label) return { address: label[1]!, city: label[2]!.trim(), postcode: label[3]! }
  const line = LINE.exec(said)
  return line ? { address: line[1]!.replace(/[\s,-]+$/, ''), postcode: line[2]!, city: line[3]! } : undefined
}

/** Pasted into the field `address` of a form: each part goes to its own field. What stood there is what was pasted over. */
export function spreadAddress(event: ClipboardEvent & { currentTarget: HTMLInputElement }): void {
  const found = addressIn(event.clipboardData?.getData('text') ?? '')
  const { form } = event.currentTarget
  if (!found || !form) return
  event.preventDefault()
  for (const [name, value] of Object.entries(found)) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement) field.value = value as string
  }
}
