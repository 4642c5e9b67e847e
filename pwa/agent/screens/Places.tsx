import { t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { href } from '../../kit/router'
import { Badge, Card, EmptyState, ErrorState, LinkButton, PageTitle, Skeleton } from '../../kit/ui'
import { pin, plus } from '../../kit/ui/icons'
import { listPlaces } from '../api/calls'
import type { PlaceLine } from '../api/types'
import { may } from '../session'

function Line({ of }: { of: PlaceLine }) {
  return (
    <li class="pile__line">
      <p>
        <a class="person" href={href('place', { id: of.id })}>
          {of.name}
        </a>{' '}
        {of.archived && <Badge>{t('agent.person.archived')}</Badge>}
      </p>
      <address class="soft small">
        {of.address}, {of.postcode} {of.city}
      </address>
    </li>
  )
}

export default function Places() {
  const { data, problem, reload } = useLoad('places', listPlaces)
  const items = data?.items ?? []
  const services = [...new Map(items.map(({ organisation }) => [organisation.id, organisation])).values()]
  return (
    <div class="screen">
      <div class="head">
        <div>
          <PageTitle>{t('agent.nav.places')}</PageTitle>
          <p class="soft">{t('agent.place.lead')}</p>
        </div>
        {may('manage_places') && (
          <LinkButton kind="secondary" icon={plus} href={href('new_place')}>
            {t('agent.place.new')}
          </LinkButton>
        )}
      </div>
      {problem && !data && <ErrorState problem={problem} reload={reload} />}
      {!data && !problem && <Skeleton lines={6} />}
      {data && items.length === 0 && (
        <div class="card">
          <EmptyState icon={pin} title={t('agent.place.none')}>
            {t('agent.place.none_what')}
          </EmptyState>
        </div>
      )}
      <div class="tiles">
        {services.map((service) => (
          <Card key={service.id} title={service.name}>
            <ul class="pile">
              {items
                .filter((one) => one.organisation.id === service.id)
                .map((one) => (
                  <Line key={one.id} of={one} />
                ))}
            </ul>
          </Card>
        ))}
      </div>
    </div>
  )
}
