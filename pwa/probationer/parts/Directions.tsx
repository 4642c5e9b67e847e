// How to get there, in numbered steps, by the means the person takes; with the hour to leave.
import { useState } from 'preact/hooks'
import { hour, minutes, t } from '../../kit/i18n'
import { local } from '../../kit/storage'
import { Banner, Card, Tabs } from '../../kit/ui'
import { bus, car, stepFree, train, walk } from '../../kit/ui/icons'
import type { Appointment, Place } from '../api'
import { frenchIf } from './Where'

type Means = Place['directions'][number]['means']

const ICONS: Record<Means, string> = { train, bus, car, foot: walk, step_free: stepFree }
const STORED = 'means'

function first(place: Place, wanted: string | undefined): Means | undefined {
  const offered = place.directions.map(({ means }) => means)
  return offered.find((means) => means === local.get(STORED)) ?? offered.find((means) => means === wanted) ?? offered[0]
}

export function Directions({ appointment, place }: { appointment: Appointment; place: Place }) {
  const [open, setOpen] = useState(() => first(place, appointment.leave_at?.means))
  const way = place.directions.find(({ means }) => means === open)
  if (!way) return null
  const choose = (means: string) => {
    local.set(STORED, means)
    setOpen(means as Means)
  }
  const tabs = place.directions.map(({ means }) => ({ id: means, label: t(`app.means.${means}`), icon: ICONS[means] }))
  const leave = appointment.leave_at?.means === way.means ? appointment.leave_at : undefined
  return (
    <Card title={t('app.directions.title')} id="y-aller">
      <Tabs label={t('app.directions.by')} tabs={tabs} open={way.means} onOpen={choose}>
        {way.in_french && <p class="soft small">{t('app.in_french')}</p>}
        <ol class="steps" {...frenchIf(way.in_french)}>
          {way.steps.map((step) => (
            <li key={step} class="steps__one">
              <span class="said">{step}</span>
            </li>
          ))}
        </ol>
        {leave && (
          <Banner>{t(`app.directions.leave.${way.means}`, { hour: hour(leave.at, appointment.time_zone) })}</Banner>
        )}
        {!leave && way.minutes !== null && (
          <p class="soft">{t('app.directions.takes', { minutes: minutes(way.minutes) })}</p>
        )}
      </Tabs>
    </Card>
  )
}
