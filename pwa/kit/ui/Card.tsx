import type { ComponentChildren } from 'preact'

/** A block of one matter; `title` is its heading (h2 unless `level` says otherwise). */
export function Card({
  title,
  level = 2,
  aside,
  children,
  id,
  look,
}: {
  title?: ComponentChildren
  level?: 2 | 3
  aside?: ComponentChildren
  children: ComponentChildren
  id?: string
  look?: 'plain' | 'soft'
}) {
  const Heading = `h${level}` as 'h2' | 'h3'
  return (
    <section class={look === 'soft' ? 'card card--soft' : 'card'} id={id}>
      {title && (
        <div class="card__head">
          <Heading class="card__title">{title}</Heading>
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}

export type BadgeKind = 'neutral' | 'info' | 'success' | 'note' | 'danger' | 'waits'

/** A state in two words; the words carry the meaning, the colour only helps. */
export function Badge({ kind = 'neutral', children }: { kind?: BadgeKind; children: ComponentChildren }) {
  return <span class={`badge badge--${kind}`}>{children}</span>
}
