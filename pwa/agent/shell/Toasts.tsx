// What was done, for a moment, each with its own time: what can still be undone stays though something else is said.
import { useEffect, useRef, useState } from 'preact/hooks'
import { onToast, type Said } from '../../kit/ui/toast'
import { Kbd } from './Kbd'
import { useKeys } from './keys'

interface Shown extends Said {
  id: number
}

/** More would cover the page. */
const MOST = 3
/** Milliseconds; longer with something to press. */
const LONG = 10_000
const SHORT = 6000

/** The new one last. Where there are too many, the oldest without an undo goes, and only then one with it. */
export function stacked(shown: readonly Shown[], next: Shown): Shown[] {
  const all = [...shown, next]
  if (all.length <= MOST) return all
  const first = shown.find(({ action }) => !action) ?? shown[0]
  return all.filter((one) => one !== first)
}

interface Part {
  of: Shown
  /** The one that U undoes. */
  isNewest: boolean
  onPress: () => void
  onClose: () => void
}

/** While the pointer or the focus is on it, its time does not run. */
function Toast({ of, isNewest, onPress, onClose }: Part) {
  const [isHeld, setHeld] = useState(false)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    if (isHeld) return undefined
    const timer = setTimeout(() => close.current(), of.action ? LONG : SHORT)
    return () => clearTimeout(timer)
  }, [isHeld, of.action])
  return (
    <div
      class="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <span>{of.text}</span>
      {of.action && (
        <button type="button" class="toast__action" onClick={onPress}>
          <span>{of.action.label}</span> {/* Its room stays: no button moves because something else was said. */}
          <span style={{ visibility: isNewest ? 'visible' : 'hidden' }}>
            <Kbd>U</Kbd>
          </span>
        </button>
      )}
    </div>
  )
}

let ids = 0
const pressNewest: { run?: (() => void) | undefined } = {}

/** Undoes what was said last of what can still be undone; false where nothing can. */
export function undoShown(): boolean {
  const { run } = pressNewest
  run?.()
  return run !== undefined
}

/** Once, at the root. `room.ts` says where each stands. Only what is new is read aloud, not the whole stack again. */
export function Toasts() {
  const [shown, setShown] = useState<Shown[]>([])
  const box = useRef<HTMLDivElement>(null)
  const before = useRef<HTMLElement | null>(null)
  const close = (id: number) => setShown((was) => was.filter((one) => one.id !== id))
  useEffect(() => {
    onToast((said) => {
      const id = (ids += 1)
      setShown((was) => stacked(was, { ...said, id }))
      return () => close(id)
    })
  }, [])
  const newest = shown.reduce<Shown | undefined>((found, one) => (one.action ? one : found), undefined)
  const press = ({ id, action }: Shown) => {
    // The button goes: whoever came to it is led back.
    if (box.current?.contains(document.activeElement)) before.current?.focus()
    close(id)
    action?.run()
  }
  useEffect(() => {
    pressNewest.run = newest && (() => press(newest))
  })
  useKeys(newest ? { u: () => press(newest) } : {})
  return (
    // The outer one stays when `room.ts` takes the inner one into a dialog.
    <div>
      <div
        class="toasts"
        ref={box}
        role="status"
        aria-live="polite"
        aria-atomic="false"
        aria-relevant="additions"
        onFocusIn={(event) => {
          const from = event.relatedTarget as HTMLElement | null
          if (from && !event.currentTarget.contains(from)) before.current = from
        }}
      >
        {shown.map((one) => (
          <Toast
            key={one.id}
            of={one}
            isNewest={one === newest}
            onClose={() => close(one.id)}
            onPress={() => press(one)}
          />
        ))}
      </div>
    </div>
  )
}
