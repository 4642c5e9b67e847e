// A day and an hour of one's own, with the steps that agents say: in a week, in two, in a month.
import { useEffect, useRef } from 'preact/hooks'
import { capital, day, hour, isoDay, t } from '../../kit/i18n'
import { serverNow } from '../session'
import { useLoad } from '../../kit/load'
import { listAppointments } from '../api/calls'
import { Kbd } from '../shell/Kbd'
import { useKeys } from '../shell/keys'
import { type Choice, freeHours, instant, plusDays } from './choice'

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
  const choose = (days: number) => onChange({ date: plusDays(today, days), seat: undefined })
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
        {choice.date && <span class="soft">{capital(day(`${choice.date}T12:00:00Z`, 'UTC'))}</span>}
      </div>
      <Hours choice={choice} zone={zone} onChange={onChange} isNext={isToHours} />
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
            onInput={(event) => onChange({ date: event.currentTarget.value, seat: undefined })}
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
