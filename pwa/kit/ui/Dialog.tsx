// <Dialog title isOpen onClose>: native, so focus and Escape are the browser's.
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../i18n'
import { Icon } from './Icon'
import { close } from './icons'

export function Dialog({
  title,
  isOpen,
  onClose,
  children,
}: {
  title: ComponentChildren
  isOpen: boolean
  onClose: () => void
  children: ComponentChildren
}) {
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
        <h2 class="card__title" id={id}>
          {title}
        </h2>
        <button type="button" class="icon-button" onClick={() => box.current?.close()} aria-label={t('kit.close')}>
          <Icon of={close} />
        </button>
      </div>
      {isOpen && children}
    </dialog>
  )
}
