// What repeats each week, and its end: who is expected there is shown before it stops.
import { useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { capital, hour, isoDay, minutes, plainDate, plural, t, textOf } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { href } from '../../kit/router'
import { Button, ErrorState, Skeleton, toast } from '../../kit/ui'
import { endSlotPattern, listAppointments, listSlotPatterns } from '../api/calls'
import type { Appointment, SlotPattern } from '../api/types'
import { type Asked, Confirm } from '../parts/Confirm'
import { fullName } from '../parts/person'
import { brief, comma } from '../parts/when'
import { may, serverNow, zone } from '../session'
import { weekday } from './AddSlots'

/** « 9 h 00 », as everywhere. */
const hourOf = (time: string) => hour(`2024-01-01T${time}Z`, 'UTC')

const expected = async (of: SlotPattern) => {
  const from = isoDay(serverNow(), zone())
  return (await listAppointments({ in_pattern: String(of.id), state: 'booked', from })).items
}

function Expected({ of }: { of: Appointment[] }) {
  if (of.length === 0) return <p>{t('agent.slots.end_what')}</p>
  return (
    <div class="stack--small">
      <p>{t('agent.slots.end_what')}</p>
      <p>
        <strong>{plural('agent.slots.end_people', of.length)}</strong>
      </p>
      <ul class="pile">
        {of.map((one) => (
          <li key={one.id} class="pile__line">
            <a href={href('appointment', { id: one.id })}>{fullName(one.probationer)}</a>{' '}
            <span class="soft">{brief(one.starts_at, one.time_zone)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

export function Patterns({ agenda, round, onEnded }: { agenda: number; round: number; onEnded: () => void }) {
  const { data, problem, reload } = useLoad(`patterns:${agenda}:${round}`, () => listSlotPatterns(agenda))
  const [asked, setAsked] = useState<Asked>()
  const end = (of: SlotPattern, people: Appointment[]) => async () => {
    await endSlotPattern(of.id, isoDay(serverNow(), zone()), people.length > 0)
    toast(t('agent.slots.ended'))
    void reload()
    onEnded()
  }
  const ask = async (of: SlotPattern) => {
    try {
      const people = await expected(of)
      setAsked({
        title: t('agent.slots.end'),
        body: <Expected of={people} />,
        acts: [{ label: t(people.length > 0 ? 'agent.slots.end_keep' : 'agent.slots.end'), run: end(of, people) }],
      })
    } catch (error) {
      toast(textOf(`errors.${asProblem(error).code}`, 'errors.unexpected'))
    }
  }
  if (problem && !data) return <ErrorState problem={problem} reload={reload} />
  if (!data) return <Skeleton lines={3} />
  if (data.items.length === 0) return <p class="soft">{t('agent.slots.no_pattern')}</p>
  return (
    <>
      <ul class="pile">
        {data.items.map((one) => (
          <li key={one.id} class="pile__line">
            <p>
              <strong>
                {capital(weekday(one.weekday))}
                {comma()}
                {hourOf(one.time)}
              </strong>{' '}
              · {one.type.name}
            </p>
            <p class="soft small">
              {minutes(one.minutes)} · {plural('agent.seats.left', one.capacity)} ·{' '}
              {t('agent.slots.pattern', { since: plainDate(one.since) })}
              {one.until && ` → ${plainDate(one.until)}`}
            </p>
            {!one.until && may('manage_slots') && (
              <Button kind="quiet" isSmall onClick={() => void ask(one)}>
                {t('agent.slots.end')}
                <span class="unseen">
                  {' '}
                  ({weekday(one.weekday)} {hourOf(one.time)})
                </span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Confirm asked={asked} onClose={() => setAsked(undefined)} />
    </>
  )
}
