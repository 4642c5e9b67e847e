// Reload, and twice more soon: what was just ordered (a message) goes its way without us.
//   const follow = useFollow(`file:${id}`, reload)      `key`: what is looked at; another one stops the looks
import { useCallback, useEffect, useRef } from 'preact/hooks'

/** When to look again: it has left by then; its receipt has come by then. Few, since each look at a file is written down. */
const LATER = [4000, 15_000]

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
