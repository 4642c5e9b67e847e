// An appointment whose hour has passed and of which nothing is known yet: which one it was, and what to do now.
import { useState } from 'preact/hooks'
import { recently, t } from '../../kit/i18n'
import { tab } from '../../kit/storage'
import { Banner, Button } from '../../kit/ui'
import type { Appointment, Home, PastAppointment } from '../api'
import { now } from '../clock'
import { justOver, type Placed } from '../inPlace'
import { drawMoving } from '../steady'
import { Call } from './Call'
import { whoFollows } from './Contact'
import { placeName } from './Where'

const SEEN = 'over'
const seen = () => JSON.parse(tab.get(SEEN) ?? '[]') as string[]

/** Field rule 23: it blames nobody, and whoever was there has nothing to do. */
export function Over({
  of,
  place,
  whom,
  onSeen,
}: {
  of: Pick<Appointment, 'id' | 'starts_at' | 'time_zone' | 'where'>
  place: string
  whom: Appointment['whom_to_call'] | null
  onSeen: () => void
}) {
  const put = () =>
    drawMoving(() => {
      tab.set(SEEN, JSON.stringify([...seen(), of.id]))
      onSeen()
    })
  const what = [recently(of.starts_at, now(), of.time_zone), place].filter(Boolean).join(' · ')
  return (
    <Banner kind="note" title={t('app.appointment.over')}>
      <p class="strong said">{t('app.change.was', { what })}</p>
      <p>{t(of.where === 'place' ? 'app.over.place' : 'app.over.other')}</p>
      {whom && <Call whom={whom} isNamed={!place.startsWith(whom.label)} />}
      <Button kind="quiet" onClick={put}>
        {t('app.seen')}
      </Button>
    </Banner>
  )
}

/** As home says it, also when another screen was open meanwhile; `cards`: what says it in its own place. */
export function JustOver({ home, cards }: { home: Home; cards: readonly Placed[] }) {
  const [, draw] = useState({})
  const over = justOver(home, new Set([...seen(), ...cards.map(({ one }) => one.id)]), now())
  const name = (one: Appointment | PastAppointment) => ('place_name' in one ? one.place_name : placeName(one))
  return (
    <>
      {over.map((one) => (
        <Over key={one.id} of={one} place={name(one)} whom={whoFollows(home)} onSeen={() => draw({})} />
      ))}
    </>
  )
}
