import { t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { Card, Skeleton } from '../../kit/ui'
import { api, type Home } from '../api'
import { Past, Upcoming } from '../parts/Lines'
import { useMore } from '../parts/More'
import { Nothing } from '../parts/Nothing'
import { Page } from '../parts/Page'
import { READS, useHome } from '../reading'

function PastOnes() {
  const loaded = useLoad('appointments', READS.appointments)
  const { items, button } = useMore(loaded.data, (cursor) =>
    api.get('/api/probationer/appointments', { query: { cursor } }),
  )
  if (!loaded.data) return loaded.problem ? <p class="soft">{t('app.past.unknown')}</p> : <Skeleton />
  if (items.length === 0) return <p class="soft">{t('app.past.none')}</p>
  return (
    <>
      <Past appointments={items} />
      {button}
    </>
  )
}

/** What was called off stays in its place, with the word, until its hour: somebody may still have it in mind. */
function comingOf({ upcoming, called_off }: Home) {
  const every = [...upcoming, ...(called_off ?? [])]
  every.sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at))
  return every
}

export function Appointments() {
  const loaded = useHome()
  return (
    <Page loaded={loaded} title={t('app.tab.appointments')}>
      {(home) => (
        <div class="stack">
          <Card title={t('app.upcoming.title')}>
            {comingOf(home).length > 0 ? <Upcoming appointments={comingOf(home)} /> : <Nothing home={home} />}
          </Card>
          <Card title={t('app.past.title')}>
            <PastOnes />
          </Card>
        </div>
      )}
    </Page>
  )
}
