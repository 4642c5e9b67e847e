// A name typed in a search, carried to the new file; never through an address.
let name = ''

export const keepName = (typed: string) => {
  name = typed
}

export function takeName(): string {
  const kept = name
  name = ''
  return kept
}
