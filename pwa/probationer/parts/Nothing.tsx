// No appointment to come, or messages that do not leave: what holds for the state that the file is in.
import { t } from '../../kit/i18n'
import { Banner, EmptyState } from '../../kit/ui'
import { calendar } from '../../kit/ui/icons'
import type { Home } from '../api'

/** A copy made by an earlier version of the app does not say it. */
const stateOf = ({ file_state }: Home) => file_state ?? 'followed'

/** In the place of the next appointment. */
export function Nothing({ home }: { home: Home }) {
  const state = stateOf(home)
  if (state === 'followed')
    return (
      <EmptyState icon={calendar} title={t('app.home.none')}>
        {t('app.home.none_words')}
      </EmptyState>
    )
  return (
    <EmptyState icon={calendar} title={t(`app.file.${state}`)}>
      {t(`app.file.${state}_words`)} {t('app.file.wrong')}
    </EmptyState>
  )
}

/** An appointment stands, and yet no reminder of it will come. */
export function Stopped({ home }: { home: Home }) {
  const state = stateOf(home)
  if (state === 'followed' || state === 'abroad') return null
  return (
    <Banner kind="note" title={t(`app.file.${state}`)}>
      <p>
        {t(`app.file.${state}_words`)} {t('app.file.wrong')}
      </p>
    </Banner>
  )
}
