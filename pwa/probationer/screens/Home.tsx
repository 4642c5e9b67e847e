// What changed, then the next appointment: its hour, the answer, where, whom to call; what to bring; what follows.
import { t } from '../../kit/i18n'
import { Card } from '../../kit/ui'
import type { Appointment, Home as HomeData } from '../api'
import { AskPush } from '../parts/AskPush'
import { Contact, whoFollows } from '../parts/Contact'
import { Upcoming } from '../parts/Lines'
import { Nothing, Stopped } from '../parts/Nothing'
import { Notices } from '../parts/Notices'
import { JustOver } from '../parts/Over'
import { Page } from '../parts/Page'
import { Place, useStanding } from '../parts/Place'
import { useMinutes } from '../parts/When'
import { useHome } from '../reading'

/** Who follows the person, where that is another number than the next appointment's, which stands in its card. */
function Whom({ home, next }: { home: HomeData; next: Appointment | undefined }) {
  const other = whoFollows(home)
  if (!other || other.phone === next?.whom_to_call.phone) return null
  return <Contact label={other.label} number={other.phone} hours={other.hours} />
}

export function Home() {
  const loaded = useHome()
  const { cards, lines, put } = useStanding(loaded.data)
  useMinutes()
  return (
    <Page loaded={loaded} name={t('app.tab.home')} title={t('app.home.hello', { name: loaded.data?.first_name ?? '' })}>
      {(home) => {
        const next = cards.find(({ isGone }) => !isGone)?.one
        const gone = cards.filter(({ isGone }) => isGone).map(({ one }) => one.id)
        return (
          <div class="stack">
            <Notices home={home} except={gone} />
            <JustOver home={home} cards={cards} />
            {next && <Stopped home={home} />}
            {cards.map((of) => (
              <Place
                key={of.one.id}
                of={of}
                isNext={of.one.id === home.upcoming[0]?.id}
                onPutAway={() => put(of.one.id)}
              />
            ))}
            {cards.length === 0 && (
              <div class="card">
                <Nothing home={home} />
              </div>
            )}
            <AskPush home={home} />
            {lines.length > 0 && (
              <Card title={t('app.home.then')}>
                <Upcoming appointments={lines.map(({ one }) => one)} />
              </Card>
            )}
            <Whom home={home} next={next} />
          </div>
        )
      }}
    </Page>
  )
}
