// How we write, whom to call, what to do when something is lost.
import { useEffect, useState } from 'preact/hooks'
import { language, t } from '../../kit/i18n'
import { refusalText } from '../../kit/refusal'
import { href } from '../../kit/router'
import { Card, Disclosure, PageTitle, Skeleton } from '../../kit/ui'
import { Contact, whoFollows } from '../parts/Contact'
import { useHome } from '../reading'
import { known } from '../session'

const QUESTIONS = ['no_sms', 'lost_phone', 'no_network', 'not_come', 'shared_phone'] as const

/** Also without a network: from the copy on the phone. Its room is there before it: what one reads meanwhile stands still. */
function OwnService() {
  const { data, problem } = useHome()
  const own = data && whoFollows(data)
  if (data && !own?.phone) return null
  return (
    <div class="room">
      {own ? (
        <Contact label={own.label} number={own.phone} hours={own.hours} />
      ) : (
        <Card title={t('app.contact.title')}>{problem ? <p>{refusalText(problem)}</p> : <Skeleton lines={2} />}</Card>
      )}
    </div>
  )
}

function useNetwork(): boolean {
  const [isOn, setOn] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOn(navigator.onLine)
    for (const type of ['online', 'offline']) addEventListener(type, look)
    return () => {
      for (const type of ['online', 'offline']) removeEventListener(type, look)
    }
  }, [])
  return isOn
}

/** A page of the server's: without a network it would be the browser's own, in another language and without a number. */
function Switchboards() {
  if (!useNetwork()) return <p>{t('app.help.switchboards_offline')}</p>
  return (
    <p>
      {/* Beside the app: where the network fails, the browser's own page takes no screen's place. */}
      <a href={`/api/switchboards?language=${language()}`} target="_blank" rel="noopener">
        {t('app.help.switchboards')}
      </a>
    </p>
  )
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
            <Switchboards />
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
