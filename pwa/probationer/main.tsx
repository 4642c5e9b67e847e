import { render } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { configure, onHeard, onSignedOut } from '../kit/call'
import { onLanguage, preferredLanguage, setLanguage, t } from '../kit/i18n'
import { keepCopiesIn } from '../kit/load'
import { go, Outlet, startRouter, useRoute } from '../kit/router'
import { EmptyState, LinkButton, nameTheApp, PageTitle } from '../kit/ui'
import { setNow } from './clock'
import { answersIn, copiesFor } from './copies'
import { awaitOffer } from './install'
import { locked, lockWhenLeft } from './lock'
import { Frame } from './parts/Frame'
import { prefetch } from './reading'
import { Locked, PUBLIC, routes } from './routes'
import { Waiting } from './parts/Waiting'
import { SignIn } from './screens/SignIn'
import { ask, copyDays, emptying, ended, known, onEnd, watchOtherTabs } from './session'
import { useSignal } from './signal'
import { lookIn } from './unread'
import { allWords } from './words'

const Missing = () => (
  <>
    <PageTitle>{t('app.missing.title')}</PageTitle>
    <div class="card">
      <EmptyState title={t('errors.unseen')}>
        <LinkButton href="/">{t('app.tab.home')}</LinkButton>
      </EmptyState>
    </div>
  </>
)

function App() {
  const { route } = useRoute()
  const facts = useSignal(known)
  const [, draw] = useState({})
  useLayoutEffect(() => onLanguage(() => draw({})), [])
  const isPublic = route && PUBLIC.includes(route.name)
  const isClosed = useSignal(locked) && Boolean(facts) && !isPublic
  const isIn = Boolean(facts) || isPublic
  const isEmptying = useSignal(emptying)
  // Who is signed in has nothing to do there; when the session has ended, one signs in again.
  const end = useSignal(ended)
  const isAstray = route?.name === 'signin' && Boolean(facts) && !end
  useEffect(() => {
    if (isAstray) go('/', { replace: true })
  }, [isAstray])
  return (
    <Frame isBare={!facts || isClosed}>
      {isClosed ? (
        <Locked params={{}} />
      ) : isEmptying ? (
        <Waiting />
      ) : isIn || !route ? (
        <Outlet missing={Missing} />
      ) : (
        <SignIn />
      )}
    </Frame>
  )
}

let isSending = false
/** Who signs in for the first time fetches it with the screens. */
function send(): void {
  if (isSending || !known.value) return
  isSending = true
  void import('./acts').then(({ sendKept }) => sendKept())
}

/** After the first drawing: what the person does not wait for. */
async function settle() {
  const session = await ask()
  send()
  known.follow(send)
  if (session?.signed_in && known.value) {
    const { vapid } = known.value
    await import('./push').then(({ renew }) => renew(vapid)).catch(() => undefined)
  }
}

async function serve() {
  // A contact of trust opens one page once: nothing of the app stays on her phone.
  if (!('serviceWorker' in navigator) || location.pathname === '/c') return
  navigator.serviceWorker.addEventListener('message', (event: MessageEvent<{ open?: string }>) => {
    if (event.data.open) go(event.data.open)
  })
  await navigator.serviceWorker.register('/worker.js')
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage('housekeeping')
}

async function start() {
  const copies = copiesFor(copyDays)
  keepCopiesIn(copies)
  configure({ csrfFrom: '/api/probationer/session', held: answersIn(copies, () => known.value?.holder) })
  onHeard((now) => now && setNow(now))
  onSignedOut(({ code }) => void onEnd(code))
  awaitOffer()
  lockWhenLeft()
  watchOtherTabs()
  startRouter(routes, '', { returns: true })
  if (known.value) {
    prefetch(location.pathname)
    void import('./screens/daily')
    void allWords()
  }
  const settling = settle()
  await setLanguage(preferredLanguage(known.value?.language), { isChosen: false })
  nameTheApp(t('app.name'))
  render(<App />, document.getElementById('app')!)
  void lookIn()
  document.addEventListener('visibilitychange', () => void (document.visibilityState === 'visible' && lookIn()))
  await settling
  await serve().catch(() => undefined)
}

void start()
