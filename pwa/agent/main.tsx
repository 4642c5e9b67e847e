import { render } from 'preact'
import { configure } from '../kit/call'
import { preferredLanguage, setLanguage, t } from '../kit/i18n'
import { startRouter } from '../kit/router'
import { nameTheApp } from '../kit/ui'
import { placeToasts } from '../kit/ui/room'
import { App } from './App'
import { routes } from './routes'
import { refreshSession, watchSession } from './session'

configure({ csrfCookie: 'msj_csrf' })
startRouter(routes, '/agent')
watchSession()
placeToasts()

async function start() {
  await Promise.all([setLanguage(preferredLanguage(), { isChosen: false }), refreshSession()])
  nameTheApp(t('agent.name'))
  render(<App />, document.getElementById('app')!)
}

void start()
