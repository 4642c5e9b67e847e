// How we write, whom to call, what to do when something is lost.
import { language, t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Card, Disclosure, PageTitle } from '../../kit/ui'
import { Contact, whoFollows } from '../parts/Contact'
import { useHome } from '../reading'
import { known } from '../session'

const QUESTIONS = ['no_sms', 'lost_phone', 'no_network', 'not_come', 'shared_phone'] as const

/** Also without a network: from the copy on the phone. */
function OwnService() {
  const { data } = useHome()
  const own = data && whoFollows(data)
  return own?.phone ? <Contact label={own.label} number={own.phone} hours={own.hours} /> : null
}

export function Help() {
  const facts = known.value
  return (
    <>
      <PageTitle back={facts ? href('me') : '/'}>{t('app.help.title')}</PageTitle>
      <div class="stack">
        {facts && <OwnService />}
        <Card title={t('app.help.how')}>
          <div class="stack--small">
            {facts?.sender && <p>{t('app.help.sender', { sender: facts.sender })}</p>}
            <p>{t('app.help.never_money')}</p>
            {facts && <p>{t(facts.senderReceives ? 'app.help.may_answer' : 'app.help.no_answer')}</p>}
            <p>{t('app.help.reminder_only')}</p>
            <p>
              {/* Of the server: beside the app, which has no way back from it on every phone. */}
              <a href={`/api/switchboards?language=${language()}`} target="_blank" rel="noopener">
                {t('app.help.switchboards')}
              </a>
            </p>
          </div>
        </Card>
        <Card title={t('app.help.questions')}>
          {QUESTIONS.map((one) => (
            <Disclosure key={one} summary={t(`app.help.${one}`)}>
              <p>{t(`app.help.${one}_words`)}</p>
            </Disclosure>
          ))}
        </Card>
      </div>
    </>
  )
}
