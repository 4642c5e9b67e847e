// <Disclosure summary>.
import type { ComponentChildren } from 'preact'
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
