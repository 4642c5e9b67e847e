// One list of what waits: its first lines, how many there are in all, and the way to every one.
import type { VNode } from 'preact'
import { plural, t } from '../../kit/i18n'
import { href, useRoute } from '../../kit/router'
import { Card, Disclosure } from '../../kit/ui'

const SHOWN = 3

interface PileProps {
  title: string
  kind: 'note' | 'danger' | 'info'
  /** All there are, those that were not sent along too. */
  count: number
  /** As the server calls it, where it sends every one when asked. */
  name?: string
  children: VNode[]
}

/** The first ones; the others behind one press, so that each matter stays in sight. */
export function Pile({ title, kind, count, name, children }: PileProps) {
  const { query } = useRoute()
  if (children.length === 0) return null
  const isWhole = name !== undefined && query.get('whole') === name
  const first = isWhole ? children : children.slice(0, SHOWN)
  const others = children.slice(first.length)
  return (
    <Card title={title} aside={<span class={`count count--${kind}`}>{count}</span>}>
      <ul class="pile">{first}</ul>
      {others.length > 0 && (
        <Disclosure summary={plural('agent.today.others', others.length)}>
          <ul class="pile">{others}</ul>
        </Disclosure>
      )}
      {name && count > children.length && (
        <p class="small">
          {isWhole ? (
            t('agent.today.most', { n: children.length })
          ) : (
            <a href={href('today', {}, { ...Object.fromEntries(query), whole: name })}>
              {t('agent.today.all', { n: count })}
            </a>
          )}
        </p>
      )}
    </Card>
  )
}
