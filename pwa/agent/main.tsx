import { render } from 'preact'
import { preferredLanguage, setLanguage, t } from '../kit/i18n'
import { startRouter } from '../kit/router'
import { nameTheApp } from '../kit/ui'
import { placeToasts } from '../kit/ui/room'
import { App } from './App'
import { routes } from './routes'
import { refreshSession, watchSession } from './session'
import { watchPresses } from './shell/aim'
import { watchLeaving } from './shell/leaving'

watchPresses()
watchLeaving()
startRouter(routes, '/agent')
watchSession()
placeToasts()

async function start() {
  await Promise.all([setLanguage(preferredLanguage(), { isChosen: false }), refreshSession()])
  nameTheApp(t('agent.name'))
  render(<App />, document.getElementById('app')!)
}

void start()
