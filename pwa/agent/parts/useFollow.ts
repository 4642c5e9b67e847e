// Reload, and twice more soon: what was just ordered (a message) goes its way without us.
//   const follow = useFollow(`file:${id}`, reload)      `key`: what is looked at; another one stops the looks
import { useCallback, useEffect, useRef } from 'preact/hooks'

/** When to look again: it has left by then; its receipt has come by then. Few, since each look at a file is written down. */
const LATER = [4000, 15_000]

/** How long to wait between looks at what the planner is about to do: it most often needs less than a second. */
const SOON = [1000, 2000, 4000, 8000, 15_000, 30_000]

/** Looks again, ever more seldom, until it is done; each look that does not help is the next one's start. */
export function useUntil(isDone: boolean, look: unknown, reload: () => Promise<void>): void {
  const tried = useRef(0)
  useEffect(() => {
    if (isDone) tried.current = 0
    const wait = isDone ? undefined : SOON[tried.current]
    const again = () => {
      tried.current += 1
      void reload()
    }
    const timer = wait === undefined ? undefined : setTimeout(again, wait)
    return () => clearTimeout(timer)
  }, [isDone, look, reload])
}

/** Looks once more where what is shown contradicts itself: the planner has not yet heard of what was just changed. */
export function useOnceMore(isDoubtful: boolean, key: string, reload: () => Promise<void>): void {
  useEffect(() => {
    const timer = isDoubtful ? setTimeout(reload, LATER[0]) : undefined
    return () => clearTimeout(timer)
  }, [isDoubtful, key, reload])
}

export function useFollow(key: string, reload: () => Promise<void>): () => Promise<void> {
  const looks = useRef<ReturnType<typeof setTimeout>[]>([])
  const rest = useCallback(() => looks.current.splice(0).forEach(clearTimeout), [])
  useEffect(() => rest, [key, rest])
  return useCallback(async () => {
    rest()
    looks.current = LATER.map((wait) => setTimeout(reload, wait))
    await reload()
  }, [reload, rest])
}
