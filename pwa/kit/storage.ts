// localStorage and sessionStorage, also where the browser refuses them (cookies blocked, some private windows) or is
// full: what can't be kept is remembered for this visit, and who listens is told once.

export interface Store {
  get: (name: string) => string | null
  set: (name: string, text: string) => void
  remove: (name: string) => void
  names: () => string[]
}

let isUnkept = false
const listeners = new Set<() => void>()

/** Something could not be kept on this device. */
export function tellUnkept(): void {
  if (isUnkept) return
  isUnkept = true
  for (const listener of listeners) listener()
}

/** Told at once, if it was found out before. */
export function onUnkept(listener: () => void): void {
  listeners.add(listener)
  if (isUnkept) listener()
}

/** Even to name a refused storage throws. */
function attempt<T>(act: () => T, otherwise: () => T): T {
  try {
    return act()
  } catch {
    return otherwise()
  }
}

function store(real: () => Storage): Store {
  const visit = new Map<string, string>()
  const remove = (name: string) =>
    attempt(
      () => real().removeItem(name),
      () => undefined,
    )
  return {
    get: (name) =>
      visit.get(name) ??
      attempt(
        () => real().getItem(name),
        () => null,
      ),
    set(name, text) {
      visit.delete(name)
      try {
        real().setItem(name, text)
      } catch {
        visit.set(name, text)
        // What it replaces must not come back with the next visit.
        remove(name)
        tellUnkept()
      }
    },
    remove(name) {
      visit.delete(name)
      remove(name)
    },
    names: () => [
      ...new Set([
        ...visit.keys(),
        ...attempt(
          () => Object.keys(real()),
          () => [],
        ),
      ]),
    ],
  }
}

export const local = store(() => localStorage)
/** Of this tab. */
export const tab = store(() => sessionStorage)
