// A day and an hour of one's own, with the steps that agents say: in a week, in two, in a month.
import { useEffect, useRef } from 'preact/hooks'
import { capital, day, hour, isoDay, t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { Badge, Banner, Button } from '../../kit/ui'
import { listAppointments, listFreeSeats } from '../api/calls'
import { serverNow } from '../session'
import { Kbd } from '../shell/Kbd'
import { useKeys } from '../shell/keys'
import { type Choice, type DaysOff, freeHours, instant, plusDays, workingDay } from './choice'

/** Days, the key, the words. */
const STEPS = [
  [7, '1', 'agent.free.week'],
  [14, '2', 'agent.free.two_weeks'],
  [28, '4', 'agent.free.four_weeks'],
] as const

interface Part {
  choice: Choice
  zone: string
  onChange: (changes: Partial<Choice>) => void
}

const NONE: DaysOff = new Map()
/** Days ahead that are asked for at once: beyond the farthest step, with the days that follow it. */
const KNOWN = 60
const TO_FOLLOW = 14

/** Week-ends and the holidays of the place's region, around the day that is looked at. */
function useDaysOff({ type, place, agenda, date }: Choice, today: string): DaysOff {
  const from = date > plusDays(today, KNOWN - TO_FOLLOW) ? date : today
  const query = { type: type?.id ?? 0, place, agenda, from, days: KNOWN }
  const { data } = useLoad(`days-off:${JSON.stringify(query)}`, () => listFreeSeats(query))
  return data ? new Map(data.days_off.map((one) => [one.date, one.why])) : NONE
}

const longDay = (date: string) => day(`${date}T12:00:00Z`, 'UTC')

/** Nobody is convened that day: the first one after it is a press away. */
function Off({ why, next, onChoose }: { why: 'week_end' | 'holiday'; next: string; onChoose: (date: string) => void }) {
  return (
    <Banner kind="note">
      <div class="stack--small">
        <p>{t(`errors.${why}`)}</p>
        <Button kind="secondary" isSmall onClick={() => onChoose(next)}>
          {t('agent.free.next', { date: longDay(next) })}
        </Button>
      </div>
    </Banner>
  )
}

/** What is still free that day in the agenda, one press each. */
function Hours({ choice, zone, onChange, isNext }: Part & { isNext: { current: boolean } }) {
  const { agenda, date } = choice
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    const first = isNext.current && box.current?.querySelector('input')
    if (!first) return
    isNext.current = false
    first.focus()
  })
  const { data } = useLoad(`busy:${agenda ?? ''}:${date}`, async () =>
    agenda && date ? (await listAppointments({ from: date, to: date, agenda: String(agenda) })).items : [],
  )
  if (!agenda || !date || !data) return null
  const hours = freeHours(data, choice.minutes ?? choice.type?.minutes ?? 30, zone)
  return (
    <fieldset class="chips" ref={box}>
      <legend class="fr-label">{t('agent.free.hours')}</legend>
      {hours.length === 0 && <p class="soft">{t('agent.free.none')}</p>}
      {hours.map((time) => (
        <label key={time} class="chip chip--small">
          <input
            type="radio"
            class="chip__input"
            name="free-hour"
            checked={choice.time === time}
            onChange={() => onChange({ time, seat: undefined })}
          />
          <span>{hour(instant(date, time, zone) ?? '', zone)}</span>
        </label>
      ))}
    </fieldset>
  )
}

export function FreeTime({ choice, zone, onChange }: Part) {
  const today = isoDay(serverNow(), zone)
  // By the key one goes on to the hours, as soon as they are there.
  const isToHours = useRef(false)
  const off = useDaysOff(choice, today)
  const closed = choice.type?.days_off_allowed ? NONE : off
  const why = off.get(choice.date)
  const isClosed = closed.has(choice.date)
  const chooseDay = (date: string) => onChange({ date, seat: undefined })
  const choose = (days: number) => chooseDay(workingDay(plusDays(today, days), closed))
  const byKey = (days: number) => () => {
    isToHours.current = true
    choose(days)
  }
  useKeys(Object.fromEntries(STEPS.map(([days, key]) => [key, byKey(days)])))
  return (
    <div class="stack--small">
      <div class="row" role="group" aria-label={t('agent.free.date')}>
        {STEPS.map(([days, key, label]) => (
          <button key={days} type="button" class="chip chip--small" onClick={() => choose(days)}>
            {t(label)} <Kbd>{key}</Kbd>
          </button>
        ))}
        {choice.date && <span class="soft">{capital(longDay(choice.date))}</span>}
        {/* Where it is not possible, what stands below says so. */}
        {why && !isClosed && <Badge kind="note">{t(`agent.free.off.${why}`)}</Badge>}
      </div>
      {why && isClosed ? (
        <Off why={why} next={workingDay(choice.date, closed)} onChoose={chooseDay} />
      ) : (
        <Hours choice={choice} zone={zone} onChange={onChange} isNext={isToHours} />
      )}
      <div class="free">
        <div class="field">
          <label class="fr-label" for="free-date">
            {t('agent.free.date')}
          </label>
          <input
            class="fr-input"
            type="date"
            id="free-date"
            min={today}
            value={choice.date}
            onInput={(event) => chooseDay(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label class="fr-label" for="free-time">
            {t('agent.free.time')}
          </label>
          <input
            class="fr-input"
            type="time"
            id="free-time"
            step={300}
            value={choice.time}
            onInput={(event) => onChange({ time: event.currentTarget.value, seat: undefined })}
          />
        </div>
        <div class="field">
          <label class="fr-label" for="free-minutes">
            {t('agent.free.minutes')}
          </label>
          <input
            class="fr-input"
            type="number"
            id="free-minutes"
            min={5}
            max={480}
            step={5}
            value={choice.minutes ?? choice.type?.minutes ?? 30}
            onInput={(event) => onChange({ minutes: event.currentTarget.valueAsNumber || undefined })}
          />
        </div>
      </div>
    </div>
  )
}
