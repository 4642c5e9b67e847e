/** A sorted copy; `Array.toSorted` is younger than our oldest browsers. */
export function sorted<T>(list: readonly T[], order?: (one: T, other: T) => number): T[] {
  const copy = [...list]
  copy.sort(order)
  return copy
}
