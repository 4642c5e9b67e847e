// A calm strip that says one thing: kind "info" | "note" | "success" | "danger".
import type { ComponentChildren } from 'preact'
import { Icon } from './Icon'
import { check, info, warning } from './icons'

export type BannerKind = 'info' | 'note' | 'success' | 'danger'

const ICONS: Record<BannerKind, string> = { info, note: info, success: check, danger: warning }

export function Banner({
  kind = 'info',
  title,
  children,
}: {
  kind?: BannerKind
  title?: ComponentChildren
  children?: ComponentChildren
}) {
  return (
    <div class={`banner banner--${kind}`}>
      <Icon of={ICONS[kind]} size={20} />
      <div class="banner__text">
        {title && <p class="banner__title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  )
}
