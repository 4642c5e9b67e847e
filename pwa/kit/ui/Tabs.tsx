// <Tabs label tabs={[{ id, label, icon }]} isOpen onOpen>{panel of the open one}</Tabs>: arrows move, Home and End too.
import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { direction } from '../i18n'
import { Icon } from './Icon'

export interface Tab {
  id: string
  label: ComponentChildren
  icon?: string
}

function next(key: string, at: number, count: number): number | undefined {
  const forward = direction() === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const backward = direction() === 'rtl' ? 'ArrowRight' : 'ArrowLeft'
  if (key === forward) return (at + 1) % count
  if (key === backward) return (at + count - 1) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}

export function Tabs({
  label,
  tabs,
  open,
  onOpen,
  children,
}: {
  label: string
  tabs: Tab[]
  open: string
  onOpen: (id: string) => void
  children: ComponentChildren
}) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const to = next(
      event.key,
      tabs.findIndex((tab) => tab.id === open),
      tabs.length,
    )
    if (to === undefined) return
    event.preventDefault()
    onOpen(tabs[to]!.id)
    const tab = list.current?.children[to] as HTMLElement | undefined
    tab?.focus()
  }
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown} tabIndex={-1}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            class="tab"
            aria-selected={tab.id === open}
            aria-controls={`${id}-panel`}
            tabIndex={tab.id === open ? 0 : -1}
            onClick={() => onOpen(tab.id)}
          >
            {tab.icon && <Icon of={tab.icon} size={20} />}
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${open}`}>
        {children}
      </div>
    </>
  )
}
