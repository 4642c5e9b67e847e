import { t } from '../../kit/i18n'
import { href, useRoute } from '../../kit/router'
import { Banner } from '../../kit/ui'
import { usePresence } from '../session'

/** Signed in by the last recovery code: on every page until there are new ones. The account's own page says it itself. */
export function SpentCodes() {
  const { session } = usePresence()
  const { route } = useRoute()
  if (!session?.has_spent_codes || route?.name === 'me') return null
  return (
    <div class="offline">
      <Banner kind="note" title={t('agent.codes.spent')}>
        {t('agent.codes.spent_what')} <a href={href('me')}>{t('agent.codes.spent_go')}</a>
      </Banner>
    </div>
  )
}
