import { LANGUAGES, language, setLanguage, t } from '../../kit/i18n'
import { PageTitle, Card } from '../../kit/ui'
import { Redirect } from '../shell/Redirect'
import { usePresence } from '../session'
import { Steps, TITLES, useCodes } from '../signin/Steps'

function Languages() {
  return (
    <div class="sign-in__languages" role="group" aria-label={t('kit.language')}>
      {LANGUAGES.map(({ code, own }) => (
        <button
          key={code}
          type="button"
          class="link-button"
          lang={code}
          aria-pressed={language() === code}
          onClick={() => void setLanguage(code)}
        >
          {own}
        </button>
      ))}
    </div>
  )
}

export default function SignIn() {
  const { session } = usePresence()
  const [codes, setCodes] = useCodes()
  if (!session) return null
  if (session.stage === 'ready' && !codes) return <Redirect to="today" />
  const step = codes ? 'codes' : session.stage
  return (
    <main class="sign-in" id="main">
      <p class="brand brand--large">{t('agent.brand')}</p>
      <Card>
        <PageTitle key={step}>{t(codes ? 'agent.recovery.title' : TITLES[session.stage])}</PageTitle>
        <p class="soft sign-in__lead">
          {session.agent && session.stage !== 'signed_out' ? session.agent.email : t('agent.sign_in.lead')}
        </p>
        <Steps session={session} codes={codes} onCodes={setCodes} />
      </Card>
      <Languages />
    </main>
  )
}
