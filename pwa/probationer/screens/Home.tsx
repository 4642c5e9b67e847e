// What changed, then the next appointment: its hour, the answer, where, whom to call; what to bring; what follows.
import { t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Card } from '../../kit/ui'
import type { Appointment, Home as HomeData } from '../api'
import { Answer } from '../parts/Answer'
import { AskPush } from '../parts/AskPush'
import { Call } from '../parts/Call'
import { Changes } from '../parts/Changes'
import { Checklist } from '../parts/Checklist'
import { Contact, whoFollows } from '../parts/Contact'
import { Gestures } from '../parts/Gestures'
import { Upcoming } from '../parts/Lines'
import { Nothing, Stopped } from '../parts/Nothing'
import { Notices } from '../parts/Notices'
import { Page } from '../parts/Page'
import { Hero, useMinutes } from '../parts/When'
import { placeName, Whereabouts } from '../parts/Where'
import { Explained } from '../parts/Words'
import { useHome } from '../reading'

export function Next({ appointment }: { appointment: Appointment }) {
  const { id, whom_to_call: whom } = appointment
  return (
    <section class="card card--hero" aria-label={t('app.home.next')}>
      <Hero appointment={appointment} label={t('app.home.next')} />
      <div class="card__inside stack">
        <Answer appointment={appointment} />
        <a class="plain" href={href('appointment', { id })}>
          <Whereabouts appointment={appointment} />
        </a>
        <Call whom={whom} isNamed={!placeName(appointment).startsWith(whom.label)} isShort />
        <Gestures appointment={appointment} />
        <Explained of={[appointment.type, placeName(appointment), whom.label]} />
      </div>
    </section>
  )
}

/** Who follows the person, where that is another number than the next appointment's, which stands in its card. */
function Whom({ home, next }: { home: HomeData; next: Appointment | undefined }) {
  const other = whoFollows(home)
  if (!other || other.phone === next?.whom_to_call.phone) return null
  return <Contact label={other.label} number={other.phone} hours={other.hours} />
}

export function Home() {
  const loaded = useHome()
  useMinutes()
  return (
    <Page loaded={loaded} name={t('app.tab.home')} title={t('app.home.hello', { name: loaded.data?.first_name ?? '' })}>
      {(home) => {
        const [next, ...others] = home.upcoming
        return (
          <div class="stack">
            <Changes home={home} />
            <Notices home={home} />
            {next && <Stopped home={home} />}
            {next ? (
              <Next appointment={next} />
            ) : (
              <div class="card">
                <Nothing home={home} />
              </div>
            )}
            {next && <Checklist key={next.id} appointment={next} />}
            <AskPush home={home} />
            {others.length > 0 && (
              <Card title={t('app.home.then')}>
                <Upcoming appointments={others} />
              </Card>
            )}
            <Whom home={home} next={next} />
          </div>
        )
      }}
    </Page>
  )
}
