// One-key shortcuts: never while writing, never with a dialog open, and the agent may turn them off (WCAG 2.1.4).
//   useKeys({ v: () => …, ArrowDown: … })      in the order of mounting: the last screen wins
import { useEffect, useRef, useState } from 'preact/hooks'
import { local } from '../../kit/storage'

export type Keys = Record<string, (event: KeyboardEvent) => void>

const OFF = 'agent-keys-off'
export const areKeysOn = () => local.get(OFF) === null
const listeners = new Set<() => void>()

export function turnKeys(isOn: boolean): void {
  if (isOn) local.remove(OFF)
  else local.set(OFF, '1')
  for (const listener of listeners) listener()
}

/** As they are turned, wherever a key is shown. */
export function useKeysOn(): boolean {
  const [isOn, setOn] = useState(areKeysOn)
  useEffect(() => {
    const listener = () => setOn(areKeysOn())
    listener()
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
  return isOn
}

const WRITING = 'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]'

function isTaken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true
  if (target?.closest?.(WRITING)) return true
  return document.querySelector('dialog[open]') !== null
}

export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const run = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!run || !areKeysOn() || isTaken(event)) return
      // Arrows inside a group of choices belong to the browser.
      if (event.key.startsWith('Arrow') && (event.target as HTMLElement).matches?.('input, [role=tab]')) return
      event.preventDefault()
      run(event)
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

/** Ctrl (or ⌘) with a key, also while writing. */
export function useChord(key: string, run: (event: KeyboardEvent) => void): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== key.toLowerCase()) return
      event.preventDefault()
      latest.current(event)
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [key])
}
