import { plural, t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { href } from '../../kit/router'
import { Banner } from '../../kit/ui'
import { listReadings } from '../api/calls'
import { may, serverNow } from '../session'

const LATELY = 7 * 86_400_000

/** On the day of whoever answers for the service: somebody was shown more than a day's work asks for. */
export function ReadingLimits() {
  return may('manage_agents') && may('view_files') ? <Limits /> : null
}

function Limits() {
  const { data } = useLoad('readings::', () => listReadings())
  const since = serverNow().getTime() - LATELY
  const count = (data?.reached ?? []).filter((one) => Date.parse(one.at) > since).length
  if (count === 0) return null
  return (
    <Banner kind="note" title={plural('agent.readings.notice', count)}>
      <a href={href('readings')}>{t('agent.readings.see')}</a>
    </Banner>
  )
}
