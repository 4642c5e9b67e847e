// <Disclosure summary>. toast('Fait.').
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Icon } from './Icon'
import { chevron } from './icons'

export function Disclosure({
  summary,
  isOpen,
  children,
}: {
  summary: ComponentChildren
  isOpen?: boolean
  children: ComponentChildren
}) {
  return (
    <details class="disclosure" open={isOpen}>
      <summary class="disclosure__summary">
        <span>{summary}</span>
        <Icon of={chevron} size={20} />
      </summary>
      <div class="disclosure__body">{children}</div>
    </details>
  )
}

interface Said {
  text: string
  action?: { label: string; run: () => void }
}

let say: (said: Said | undefined) => void = () => undefined

/** Said aloud and shown for a while; `action` is typically the undo. */
export const toast = (text: string, action?: Said['action']) => say({ text, action })

const LONG = 10_000
const SHORT = 6000

/** Once, at the root of each side. `room.ts` says where. */
export function Toasts() {
  const [said, setSaid] = useState<Said>()
  useEffect(() => {
    say = setSaid
  }, [])
  useEffect(() => {
    if (!said) return undefined
    const timer = setTimeout(() => setSaid(undefined), said.action ? LONG : SHORT)
    return () => clearTimeout(timer)
  }, [said])
  return (
    <div class="toasts" role="status" aria-live="polite">
      {said && (
        <div class="toast">
          <span>{said.text}</span>
          {said.action && (
            <button
              type="button"
              class="toast__action"
              onClick={() => {
                said.action?.run()
                setSaid(undefined)
              }}
            >
              {said.action.label}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
