import { dayAndHour, t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { go, href, type ScreenProps } from '../../kit/router'
import { Banner, ErrorState, PageTitle, Skeleton, toast } from '../../kit/ui'
import { getAppointment, listAppointmentTypes, moveAppointment } from '../api/calls'
import type { AppointmentDetail, AppointmentType } from '../api/types'
import { BookingForm } from '../booking/BookingForm'
import { tellingText } from '../booking/telling'
import { useBooking } from '../booking/useBooking'
import { fullName } from '../parts/person'
import { What } from '../parts/What'

function Form({ of, type }: { of: AppointmentDetail; type: AppointmentType }) {
  const booking = useBooking({
    probationer: of.probationer.id,
    moves: of.id,
    start: { type, place: of.place?.id, agenda: of.agenda?.id, minutes: of.minutes },
    act: ({ slot, starts_at, place, agenda, minutes, tell_person, force }) =>
      moveAppointment(of.id, { slot, starts_at, place, agenda, minutes, tell_person, force }),
    onDone: (id, _choice, _zone, telling) => {
      toast(`${t('agent.move.done')} ${tellingText(telling)}`)
      go(href('appointment', { id }))
    },
  })
  return <BookingForm of={booking} first={of.probationer.first_name} verb="move" />
}

/** The type as one who may book it knows it, or what the appointment itself tells. */
const typeOf = (of: AppointmentDetail, types: AppointmentType[]): AppointmentType =>
  types.find(({ id }) => id === of.type.id) ?? {
    id: of.type.id,
    code: '',
    name: of.type.name,
    where: 'place',
    by_slot: false,
    minutes: of.minutes,
    decider: of.type.decider as AppointmentType['decider'],
    prosecutor_number: false,
    days_off_allowed: false,
    sms_always: false,
    maximum_delay_days: null,
    movable_by_person: false,
  }

export default function Move({ params }: ScreenProps) {
  const id = params.id ?? ''
  const { data, problem, reload } = useLoad(`appointment:${id}`, () => getAppointment(id))
  const types = useLoad('appointment-types', listAppointmentTypes)
  return (
    <div class="screen">
      <div>
        <PageTitle back={href('appointment', { id })} name={t('agent.move.title')}>
          <What>{t('agent.move.title')}</What> {data && fullName(data.probationer)}
        </PageTitle>
      </div>
      {problem && !data && <ErrorState problem={problem} reload={reload} />}
      {!problem && types.problem && !types.data && <ErrorState problem={types.problem} reload={types.reload} />}
      {(!data || !types.data) && !problem && !types.problem && <Skeleton lines={8} />}
      {data && <p>{t('agent.move.from', { at: dayAndHour(data.starts_at, data.time_zone) })}</p>}
      {data?.legal && !data.legal.void && data.legal.way !== 'none' && (
        <Banner kind="note">{t('agent.move.void')}</Banner>
      )}
      {data &&
        types.data &&
        (data.may.includes('move') ? (
          <Form of={data} type={typeOf(data, types.data.items)} />
        ) : (
          <Banner kind="note">{t(data.type.decider === 'judge' ? 'agent.move.judge' : 'agent.move.no')}</Banner>
        ))}
    </div>
  )
}
