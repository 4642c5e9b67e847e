// What was done, for a moment, each with its own time: what can still be undone stays though something else is said. Of
// two that can be undone the last is shown, and says that there is another: U, once more, or the row undoes that one.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { plural, t } from '../../kit/i18n'
import { onToast, type Said } from '../../kit/ui/toast'
import { left } from './aim'
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
  /** How many others can be undone after it. */
  before: number
  /** A newer one is shown in its place. */
  isBehind: boolean
  /** None is shown beside it. */
  isAlone: boolean
  onPress: () => void
  onClose: () => void
}

/** While the pointer or the focus is on it, its time does not run. */
function Toast({ of, isNewest, before, isBehind, isAlone, onPress, onClose }: Part) {
  const [isHeld, setHeld] = useState(false)
  const own = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    if (isHeld) return undefined
    const timer = setTimeout(() => close.current(), of.action ? LONG : SHORT)
    return () => clearTimeout(timer)
  }, [isHeld, of.action])
  useLayoutEffect(() => {
    const box = own.current!
    return () => left(box.getBoundingClientRect())
  }, [])
  return (
    <div
      ref={own}
      class={`toast${of.action ? ' toast--undo' : ''}${isBehind ? ' toast--behind' : ''}${isAlone ? ' toast--alone' : ''}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <span>{of.text}</span>
      {isNewest && before > 0 && <small>{plural('agent.toast.before', before)}</small>}
      {of.action && (
        <button type="button" class="toast__action" onClick={onPress}>
          <span>{of.action.label}</span> {/* Its room stays: no button moves because something else was said. */}
          <span style={{ visibility: isNewest ? 'visible' : 'hidden' }}>
            <Kbd>U</Kbd>
          </span>
        </button>
      )}
      <button type="button" class="toast__close" aria-label={t('agent.toast.close')} onClick={onClose} />
    </div>
  )
}

/** Escape puts away what was said last; in a dialog it is the dialog's. */
function useEscape(shown: readonly Shown[], close: (id: number) => void): void {
  const last = shown[shown.length - 1]?.id
  useEffect(() => {
    if (last === undefined) return undefined
    const listener = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return
      close(last)
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  })
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
  // One place, the last act's: what was done before stands behind it, and comes forward when that is undone.
  const undoable = shown.filter(({ action }) => action)
  const newest = undoable[undoable.length - 1]
  // Of what can't be undone too: the page keeps room for one of each.
  const plains = shown.filter(({ action }) => !action)
  const plain = plains[plains.length - 1]
  const putAway = (id: number) => {
    // The button goes: whoever came to it is led back, and the page stays where it is.
    if (box.current?.contains(document.activeElement)) before.current?.focus({ preventScroll: true })
    close(id)
  }
  const press = ({ id, action }: Shown) => {
    putAway(id)
    action?.run()
  }
  useEscape(shown, putAway)
  // In a narrow header it takes the place of the search.
  useLayoutEffect(() => {
    document.documentElement.classList.toggle('is-said', shown.length > 0)
  }, [shown.length])
  useEffect(() => {
    pressNewest.run = newest && (() => press(newest))
  })
  useKeys(newest ? { u: () => press(newest) } : {})
  return (
    // The free room of the header. It stays when `room.ts` takes the inner one into a dialog.
    <div class="notices">
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
            before={undoable.length - 1}
            isBehind={one !== newest && one !== plain}
            isAlone={!newest !== !plain}
            onClose={() => putAway(one.id)}
            onPress={() => press(one)}
          />
        ))}
      </div>
    </div>
  )
}
