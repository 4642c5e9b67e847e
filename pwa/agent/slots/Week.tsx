// One week of an agenda: each slot with what is taken, more or fewer seats, closed or open again.
import { useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { capital, day, hour, isoDay, t, textOf } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { Badge, Button, EmptyState, ErrorState, Icon, Skeleton, toast } from '../../kit/ui'
import { back, calendar, chevron } from '../../kit/ui/icons'
import { listSlots, updateSlot } from '../api/calls'
import type { Slot } from '../api/types'
import { monday, plusDays } from '../booking/choice'
import { brief } from '../parts/when'
import { may, serverNow, zone } from '../session'
import { Closing } from './Closing'

const saidAs = (of: Slot) => capital(brief(of.starts_at, of.time_zone))

function Line({ of, reload }: { of: Slot; reload: () => unknown }) {
  const [closes, setCloses] = useState(false)
  const change = async (changes: { capacity?: number; closed?: boolean }) => {
    try {
      await updateSlot(of.id, changes)
      if (changes.closed === undefined) toast(t('kit.saved'))
      else
        toast(t(changes.closed ? 'agent.slots.is_closed' : 'agent.slots.is_open', { at: saidAs(of) }), {
          label: t('kit.undo'),
          run: () => void change({ closed: !changes.closed }),
        })
    } catch (error) {
      const { code } = asProblem(error)
      // Persons are expected there: they are shown, and each is settled before it closes.
      if (code === 'slot_has_people') setCloses(true)
      else toast(textOf(`errors.${code}`, 'errors.unexpected'))
    }
    void reload()
  }
  const at = hour(of.starts_at, of.time_zone)
  const mayChange = may('manage_slots')
  return (
    <li class={of.closed ? 'slot slot--closed' : 'slot'}>
      <strong>{at}</strong>
      <span>{of.type.name}</span>
      {of.closed && <Badge kind="note">{t('agent.slots.closed')}</Badge>}
      <span class="slot__seats">
        {mayChange && (
          <Button
            kind="quiet"
            isSmall
            aria-label={t('agent.slots.fewer', { at })}
            isOff={of.capacity <= Math.max(1, of.taken)}
            onClick={() => void change({ capacity: of.capacity - 1 })}
          >
            −
          </Button>
        )}
        <span>{t('agent.slots.taken', { taken: of.taken, capacity: of.capacity })}</span>
        {mayChange && (
          <Button
            kind="quiet"
            isSmall
            aria-label={t('agent.slots.more', { at })}
            onClick={() => void change({ capacity: of.capacity + 1 })}
          >
            +
          </Button>
        )}
      </span>
      {mayChange && (
        <Button kind="quiet" isSmall onClick={() => void change({ closed: !of.closed })}>
          {t(of.closed ? 'agent.slots.open' : 'agent.slots.close')}
          <span class="unseen"> ({at})</span>
        </Button>
      )}
      {mayChange && (
        <Closing
          of={of}
          isOpen={closes}
          onClose={() => setCloses(false)}
          onDone={() => {
            setCloses(false)
            void reload()
          }}
        />
      )}
    </li>
  )
}

export function Week({ agenda, round }: { agenda: number; round: number }) {
  const [from, setFrom] = useState(() => monday(isoDay(serverNow(), zone())))
  const to = plusDays(from, 6)
  const { data, problem, reload } = useLoad(`slots:${agenda}:${from}:${round}`, () => listSlots({ agenda, from, to }))
  const days = [...new Set((data?.items ?? []).map((one) => isoDay(one.starts_at, one.time_zone)))]
  return (
    <div class="stack--small">
      <div class="days">
        <button
          type="button"
          class="icon-button"
          data-again
          aria-label={t('agent.slots.before')}
          onClick={() => setFrom(plusDays(from, -7))}
        >
          <Icon of={back} turns />
        </button>
        <strong>{t('agent.slots.week', { date: day(`${from}T12:00:00Z`, 'UTC') })}</strong>
        <button
          type="button"
          class="icon-button"
          data-again
          aria-label={t('agent.slots.after')}
          onClick={() => setFrom(plusDays(from, 7))}
        >
          <Icon of={chevron} turns />
        </button>
      </div>
      {problem && !data && <ErrorState problem={problem} reload={reload} />}
      {!data && !problem && <Skeleton lines={5} />}
      {data && days.length === 0 && (
        <EmptyState icon={calendar} title={t('agent.slots.empty')}>
          {t('agent.slots.empty_what')}
        </EmptyState>
      )}
      {data &&
        days.map((date) => (
          <section key={date} class="slots__day">
            <h3 class="small soft">{capital(day(`${date}T12:00:00Z`, 'UTC'))}</h3>
            <ul class="slots">
              {data.items
                .filter((one) => isoDay(one.starts_at, one.time_zone) === date)
                .map((one) => (
                  <Line key={one.id} of={one} reload={reload} />
                ))}
            </ul>
          </section>
        ))}
    </div>
  )
}
