// What was typed in a search is carried on from here; never through an address.
// To the new file, as what was typed of a person:
let name = ''

export const keepName = (typed: string) => {
  name = typed
}

export function takeName(): string {
  const kept = name
  name = ''
  return kept
}

// To the list of everybody who was found:
let search = ''

export const keepSearch = (typed: string) => {
  search = typed
}

export function takeSearch(): string {
  const kept = search
  search = ''
  return kept
}
