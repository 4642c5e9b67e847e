// The next appointment first, with whom to call; then what to bring, what follows.
import { t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Card, EmptyState } from '../../kit/ui'
import { calendar } from '../../kit/ui/icons'
import type { Appointment, Home as HomeData } from '../api'
import { Answer } from '../parts/Answer'
import { AskPush } from '../parts/AskPush'
import { Call } from '../parts/Call'
import { Checklist } from '../parts/Checklist'
import { Contact } from '../parts/Contact'
import { Gestures } from '../parts/Gestures'
import { Upcoming } from '../parts/Lines'
import { Notices } from '../parts/Notices'
import { Page } from '../parts/Page'
import { Hero } from '../parts/When'
import { placeName, Whereabouts } from '../parts/Where'
import { Explained } from '../parts/Words'
import { useHome } from '../reading'

export function Next({ appointment }: { appointment: Appointment }) {
  return (
    <section class="card card--hero" aria-label={t('app.home.next')}>
      <Hero appointment={appointment} label={t('app.home.next')} />
      <div class="card__inside stack">
        <a class="plain" href={href('appointment', { id: appointment.id })}>
          <Whereabouts appointment={appointment} />
        </a>
        <Explained of={[appointment.type, placeName(appointment), appointment.whom_to_call.label]} />
        <Call whom={appointment.whom_to_call} />
        <Answer appointment={appointment} />
        <Gestures appointment={appointment} />
      </div>
    </section>
  )
}

const Nothing = () => (
  <div class="card">
    <EmptyState icon={calendar} title={t('app.home.none')}>
      {t('app.home.none_words')}
    </EmptyState>
  </div>
)

/** Who follows the person, where that is another number than the next appointment's, which stands in its card. */
function Whom({ home, next }: { home: HomeData; next: Appointment | undefined }) {
  const { referent, service } = home
  const other = referent
    ? { ...referent, label: [referent.label, referent.name].filter(Boolean).join(' · ') }
    : service && { label: service.name, phone: service.phone, hours: null }
  if (!other || other.phone === next?.whom_to_call.phone) return null
  return <Contact label={other.label} number={other.phone} hours={other.hours} />
}

export function Home() {
  const loaded = useHome()
  return (
    <Page loaded={loaded} name={t('app.tab.home')} title={t('app.home.hello', { name: loaded.data?.first_name ?? '' })}>
      {(home) => {
        const [next, ...others] = home.upcoming
        return (
          <div class="stack">
            <Notices home={home} />
            {next ? <Next appointment={next} /> : <Nothing />}
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
