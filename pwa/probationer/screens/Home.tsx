// The next appointment first; then what to bring, whom to call, what follows.
import { t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Card, EmptyState } from '../../kit/ui'
import { calendar } from '../../kit/ui/icons'
import type { Appointment, Home as HomeData } from '../api'
import { Answer } from '../parts/Answer'
import { AskPush } from '../parts/AskPush'
import { Checklist } from '../parts/Checklist'
import { Contact } from '../parts/Contact'
import { Gestures } from '../parts/Gestures'
import { Upcoming } from '../parts/Lines'
import { Notices } from '../parts/Notices'
import { Page } from '../parts/Page'
import { Hero } from '../parts/When'
import { Whereabouts } from '../parts/Where'
import { useHome } from '../reading'

export function Next({ appointment }: { appointment: Appointment }) {
  return (
    <section class="card card--hero" aria-label={t('app.home.next')}>
      <Hero appointment={appointment} label={t('app.home.next')} />
      <div class="card__inside stack">
        <a class="plain" href={href('appointment', { id: appointment.id })}><Whereabouts appointment={appointment} /></a>
        <Answer appointment={appointment} />
        <Gestures appointment={appointment} />
      </div>
    </section>
  )
}

const Nothing = () => (
  <div class="card"><EmptyState icon={calendar} title={t('app.home.none')}>{t('app.home.none_words')}</EmptyState></div>
)

function Whom({ home, next }: { home: HomeData; next: Appointment | undefined }) {
  const { referent, service } = home
  if (referent) return <Contact label={[referent.label, referent.name].filter(Boolean).join(' · ')} number={referent.phone} hours={referent.hours} />
  const other = next?.whom_to_call ?? (service && { label: service.name, phone: service.phone, hours: null })
  return other ? <Contact label={other.label} number={other.phone} hours={other.hours} /> : null
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
            {others.length > 0 && <Card title={t('app.home.then')}><Upcoming appointments={others} /></Card>}
            <Whom home={home} next={next} />
          </div>
        )
      }}
    </Page>
  )
}
