// The place of one appointment on home: its card, then the notice of what became of it, in the same room.
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Banner } from '../../kit/ui'
import type { Appointment, Home } from '../api'
import { now } from '../clock'
import { standing, type Placed, type Standing } from '../inPlace'
import { whenCalm } from '../steady'
import { Answer } from './Answer'
import { Call } from './Call'
import { CalledOff, Missed, PutAway } from './Changes'
import { Checklist } from './Checklist'
import { Gestures } from './Gestures'
import { Over } from './Over'
import { Hero } from './When'
import { placeName, Whereabouts } from './Where'
import { Explained } from './Words'

/** What stands on the screen from one reading to the next; anew each time that the app comes back to the front. */
export function useStanding(home: Home | undefined) {
  const former = useRef<Standing | undefined>(undefined)
  const [putAway, setPutAway] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') former.current = undefined
    }
    document.addEventListener('visibilitychange', leave)
    return () => document.removeEventListener('visibilitychange', leave)
  }, [])
  if (home) former.current = standing(former.current, home, putAway, now().getTime())
  const put = (id: string) => setPutAway((was) => new Set(was).add(id))
  return { cards: former.current?.cards ?? [], lines: former.current?.lines ?? [], put }
}

function Next({ appointment, label }: { appointment: Appointment; label: string }) {
  const { id, revision, whom_to_call: whom } = appointment
  return (
    <section class="card card--hero" aria-label={label}>
      <Hero appointment={appointment} label={label} />
      <div class="card__inside stack">
        {/* Of another date they are other buttons. */}
        <Answer key={revision} appointment={appointment} />
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

function Became({ of, onPutAway }: { of: Appointment; onPutAway: () => void }) {
  if (of.state === 'missed') return <Missed appointment={of} isNew onPutAway={onPutAway} />
  if (of.state === 'cancelled' || of.state === 'excused')
    return <CalledOff appointment={of} isNew onPutAway={onPutAway} />
  if (of.state === 'booked') return <Over of={of} place={placeName(of)} whom={of.whom_to_call} onSeen={onPutAway} />
  return (
    <Banner kind="note" title={t('app.appointment.came')}>
      <PutAway appointments={[of]} onPutAway={onPutAway} />
    </Banner>
  )
}

interface Props {
  of: Placed
  isNext: boolean
  onPutAway: () => void
}

/** Milliseconds. */
const ROOM_LASTS = 3000

/** As high as its card was, which still stands in the page: what is below does not come up under the finger. Once the
 * notice could be read and no finger is near, what is below follows directly: a hole looks like the end of the page. */
function useRoom(isGone: boolean) {
  const box = useRef<HTMLDivElement>(null)
  const room = useRef<number | undefined>(undefined)
  const [isFree, setFree] = useState(false)
  if (isGone) room.current ??= box.current?.getBoundingClientRect().height
  else room.current = undefined
  useEffect(() => {
    setFree(false)
    if (!isGone) return undefined
    const timer = setTimeout(() => whenCalm(() => setFree(true)), ROOM_LASTS)
    return () => clearTimeout(timer)
  }, [isGone])
  return { box, room: isGone && !isFree ? (room.current ?? 0) : undefined }
}

export function Place({ of: { one, isGone }, isNext, onPutAway }: Props) {
  const { box, room } = useRoom(isGone)
  return (
    <div ref={box} class="stack" style={room === undefined ? undefined : { minBlockSize: `${room}px` }}>
      {isGone ? (
        <Became of={one} onPutAway={onPutAway} />
      ) : (
        <>
          <Next appointment={one} label={t(isNext ? 'app.home.next' : 'app.home.then')} />
          <Checklist appointment={one} />
        </>
      )}
    </div>
  )
}
