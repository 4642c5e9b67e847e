// Who is not signed in signs in, at whatever address; who was, keeps the screen and signs in above it.
import { useLayoutEffect, useState } from 'preact/hooks'
import { Problem } from '../kit/call'
import { onLanguage, t } from '../kit/i18n'
import { lazy, Outlet, place, useRoute } from '../kit/router'
import { ErrorState, PageTitle } from '../kit/ui'
import { may, refreshSession, usePresence } from './session'
import { IdleWarning } from './shell/Idle'
import { firstPage, NEEDS } from './shell/pages'
import { Redirect } from './shell/Redirect'
import { Shell } from './shell/Shell'
import { SignInAgain } from './shell/SignInAgain'
import { Toasts } from './shell/Toasts'

const Gate = lazy(() => import('./screens/SignIn'))

function Forbidden() {
  return (
    <div class="screen">
      <PageTitle>{t('agent.forbidden.title')}</PageTitle>
      <ErrorState problem={new Problem('role_may_not', 403)} reload={() => location.reload()} />
    </div>
  )
}

/** Not for this role. The address that everybody begins at leads to the first page that is. */
function Elsewhere() {
  const { route } = useRoute()
  return route?.name === 'today' ? <Redirect to={firstPage()} /> : <Forbidden />
}

function Missing() {
  return (
    <div class="screen">
      <PageTitle>{t('agent.missing.title')}</PageTitle>
      <ErrorState
        problem={new Problem('unseen', 404)}
        reload={() => location.reload()}
        kept={t('agent.missing.what')}
      />
    </div>
  )
}

/** A change of language draws everything anew, in place. */
function useLanguageKey() {
  const [, again] = useState(0)
  useLayoutEffect(() => onLanguage(() => again((n) => n + 1)), [])
}

export function App() {
  const { session, problem, isEnded } = usePresence()
  const { route } = useRoute()
  useLanguageKey()
  if (!session)
    return problem ? (
      <main class="sign-in">
        <ErrorState problem={problem} reload={refreshSession} kept={t('agent.kept.nothing_lost')} />
      </main>
    ) : null
  const needs = NEEDS[route?.name ?? '']
  const isGate = session.stage !== 'ready' && !isEnded
  return (
    <>
      {isGate || route?.name === 'sign_in' ? (
        <Gate params={place().params} />
      ) : (
        <Shell>{needs && !may(needs) ? <Elsewhere /> : <Outlet missing={() => <Missing />} />}</Shell>
      )}
      <SignInAgain />
      <IdleWarning />
      <Toasts />
    </>
  )
}
