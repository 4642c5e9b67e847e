// Closing a slot in which persons are expected: each gets another seat or is cancelled, in the same act.
import { Problem } from '../../kit/call'
import { useFirstField, useForm } from '../../kit/form'
import { hour, plural, t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { href } from '../../kit/router'
import { Button, CheckField, Dialog, ErrorState, FormProblem, SelectField, Skeleton, Submit, toast } from '../../kit/ui'
import { listAppointments, listFreeSeats, updateSlot } from '../api/calls'
import type { Appointment, Slot } from '../api/types'
import { fullName } from '../parts/person'
import { brief } from '../parts/when'
import { isAhead } from '../session'

const AHEAD = 60 // days in which another seat is looked for
const CANCELS = 'cancel'

/** Those who are expected there; what was recorded or is over stays as it is. */
const expected = async (slot: number) => {
  const { items } = await listAppointments({ in_slot: String(slot), state: 'booked' })
  return items.filter(isAhead)
}

async function read(of: Slot) {
  const [people, seats] = await Promise.all([
    expected(of.id),
    listFreeSeats({ type: of.type.id, agenda: of.agenda, days: AHEAD }),
  ])
  const free = seats.days.flatMap((one) => one.seats).filter((seat) => !seat.full && seat.slot !== of.id)
  return { people, free }
}

type Read = Awaited<ReturnType<typeof read>>

function People({
  of,
  read: { people, free },
  onClose,
  onDone,
}: {
  of: Slot
  read: Read
  onClose: () => void
  onDone: () => void
}) {
  const form = useForm(async (values) => {
    const chosen = people.map((one) => ({ appointment: one.id, where: values.text(`where-${one.id}`) }))
    const open = chosen.filter(({ where }) => !where).map(({ appointment }) => [`where-${appointment}`, 'required'])
    if (open.length > 0) throw new Problem('form_incomplete', 422, Object.fromEntries(open) as Record<string, string>)
    await updateSlot(of.id, {
      closed: true,
      people: chosen.map(({ appointment, where }) => ({ appointment, slot: where === CANCELS ? null : Number(where) })),
      tell_person: values.isChecked('tell_person'),
    })
    toast(plural('agent.slots.closed_with', people.length))
    onDone()
  })
  useFirstField(form, `where-${people[0]?.id ?? ''}`)
  const seats = free.map((seat) => ({
    value: String(seat.slot),
    label: t('agent.slots.to_seat', {
      when: brief(seat.starts_at, of.time_zone),
      left: plural('agent.seats.left', seat.left),
    }),
  }))
  return (
    <form {...form.props} class="stack">
      <p>{plural('agent.slots.people', people.length)}</p>
      {people.map((one: Appointment) => (
        <SelectField
          key={one.id}
          form={form}
          name={`where-${one.id}`}
          expected="where_to"
          label={<a href={href('appointment', { id: one.id })}>{fullName(one.probationer)}</a>}
          required
          empty={t('agent.slots.choose')}
          options={[{ value: CANCELS, label: t('agent.slots.cancel_one') }, ...seats]}
        />
      ))}
      {seats.length === 0 && <p class="soft">{t('agent.slots.no_seat')}</p>}
      <CheckField form={form} name="tell_person" label={t('agent.slots.tell')} defaultChecked />
      <FormProblem form={form} />
      <div class="row">
        <Submit form={form}>{t('agent.slots.close')}</Submit>
        <Button kind="quiet" onClick={onClose}>
          {t('kit.keep')}
        </Button>
      </div>
    </form>
  )
}

function Body(part: { of: Slot; onClose: () => void; onDone: () => void }) {
  const { data, problem, reload } = useLoad(`closing:${part.of.id}:${part.of.taken}`, () => read(part.of))
  if (problem && !data) return <ErrorState problem={problem} reload={reload} />
  return data ? <People {...part} read={data} /> : <Skeleton lines={3} />
}

export function Closing({
  of,
  isOpen,
  ...part
}: {
  of: Slot
  isOpen: boolean
  onClose: () => void
  onDone: () => void
}) {
  return (
    <Dialog
      title={t('agent.slots.closing', { at: hour(of.starts_at, of.time_zone) })}
      isOpen={isOpen}
      onClose={part.onClose}
    >
      <Body of={of} {...part} />
    </Dialog>
  )
}
