// How much waits on the first screen, shown beside its name in the navigation.
import { useEffect, useState } from 'preact/hooks'

let count = 0
const listeners = new Set<(n: number) => void>()

export function setAttention(n: number): void {
  count = n
  for (const listener of listeners) listener(n)
}

export function useAttention(): number {
  const [now, setNow] = useState(count)
  useEffect(() => {
    listeners.add(setNow)
    setNow(count)
    return () => {
      listeners.delete(setNow)
    }
  }, [])
  return now
}
