import { t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { Card, EmptyState, Skeleton } from '../../kit/ui'
import { calendar } from '../../kit/ui/icons'
import { api } from '../api'
import { Past, Upcoming } from '../parts/Lines'
import { useMore } from '../parts/More'
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

export function Appointments() {
  const loaded = useHome()
  return (
    <Page loaded={loaded} title={t('app.tab.appointments')}>
      {({ upcoming }) => (
        <div class="stack">
          <Card title={t('app.upcoming.title')}>
            {upcoming.length > 0 ? (
              <Upcoming appointments={upcoming} />
            ) : (
              <EmptyState icon={calendar} title={t('app.home.none')}>
                {t('app.home.none_words')}
              </EmptyState>
            )}
          </Card>
          <Card title={t('app.past.title')}>
            <PastOnes />
          </Card>
        </div>
      )}
    </Page>
  )
}
