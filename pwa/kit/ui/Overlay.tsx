// <Dialog title isOpen onClose>: native, so focus and Escape are the browser's. <Disclosure summary>. toast('Fait.').
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { t } from '../i18n'
import { Icon } from './Icon'
import { chevron, close } from './icons'

export function Dialog({ title, isOpen, onClose, children }: { title: ComponentChildren; isOpen: boolean; onClose: () => void; children: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = box.current
    if (isOpen && !dialog?.open) dialog?.showModal()
    if (!isOpen && dialog?.open) dialog.close()
  }, [isOpen])
  return (
    <dialog class="dialog" ref={box} aria-labelledby={id} onClose={onClose}>
      <div class="dialog__head">
        <h2 class="card__title" id={id}>{title}</h2>
        <button type="button" class="icon-button" onClick={() => box.current?.close()} aria-label={t('kit.close')}><Icon of={close} /></button>
      </div>
      {isOpen && children}
    </dialog>
  )
}

export function Disclosure({ summary, isOpen, children }: { summary: ComponentChildren; isOpen?: boolean; children: ComponentChildren }) {
  return (
    <details class="disclosure" open={isOpen}>
      <summary class="disclosure__summary"><span>{summary}</span><Icon of={chevron} size={20} /></summary>
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

/** Once, at the root of each side. */
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
          {said.action && <button type="button" class="toast__action" onClick={() => { said.action?.run(); setSaid(undefined) }}>{said.action.label}</button>}
        </div>
      )}
    </div>
  )
}
