// Pages by cursor, in the address: the browser's own "back" is the previous page.
import { t } from '../../kit/i18n'
import { useRoute } from '../../kit/router'
import { LinkButton } from '../../kit/ui'

export function Pager({ next }: { next: string | null }) {
  const { query } = useRoute()
  const to = (cursor: string | undefined) => {
    const wanted = new URLSearchParams(query)
    if (cursor) wanted.set('cursor', cursor)
    else wanted.delete('cursor')
    const search = wanted.toString()
    return location.pathname + (search && `?${search}`)
  }
  if (!next && !query.get('cursor')) return null
  return (
    <nav class="row pager" aria-label={t('agent.pager.label')}>
      {next && (
        <LinkButton kind="secondary" isSmall href={to(next)}>
          {t('agent.pager.next')}
        </LinkButton>
      )}
      {query.get('cursor') && (
        <LinkButton kind="quiet" isSmall href={to(undefined)}>
          {t('agent.pager.first')}
        </LinkButton>
      )}
    </nav>
  )
}
