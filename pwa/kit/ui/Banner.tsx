// A calm strip that says one thing: kind "info" | "note" | "success" | "danger" | "waits" (done here, not yet taken).
import type { ComponentChildren } from 'preact'
import { Icon } from './Icon'
import { check, info, warning } from './icons'

export type BannerKind = 'info' | 'note' | 'success' | 'danger' | 'waits'

const ICONS: Record<BannerKind, string> = { info, note: info, success: check, danger: warning, waits: info }

export function Banner({
  kind = 'info',
  icon = ICONS[kind],
  title,
  children,
}: {
  kind?: BannerKind
  icon?: string
  title?: ComponentChildren
  children?: ComponentChildren
}) {
  return (
    <div class={`banner banner--${kind}`}>
      <Icon of={icon} size={20} />
      <div class="banner__text">
        {title && <p class="banner__title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  )
}
