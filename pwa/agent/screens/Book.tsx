import { useState } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { href, type ScreenProps } from '../../kit/router'
import { Banner, ErrorState, PageTitle } from '../../kit/ui'
import { getFile } from '../api/calls'
import { BookingForm } from '../booking/BookingForm'
import { type Booked, Done } from '../booking/Done'
import { useBooking } from '../booking/useBooking'
import { leaves } from '../parts/leaves'
import { Kbd } from '../shell/Kbd'
import { fullName } from '../parts/person'
import { What } from '../parts/What'

function Form({
  id,
  first,
  likely,
  onDone,
}: {
  id: string
  first: string
  likely: number | undefined
  onDone: (booked: Booked) => void
}) {
  const booking = useBooking({
    probationer: id,
    likely,
    onDone: (appointment, choice, zone, telling, where) => onDone({ id: appointment, choice, zone, telling, where }),
  })
  return <BookingForm of={booking} first={first} verb="book" />
}

export default function Book({ params }: ScreenProps) {
  const id = params.id ?? ''
  const { data, problem, reload } = useLoad(`file:${id}`, () => getFile(id))
  const [booked, setBooked] = useState<Booked>()
  const name = data ? fullName(data) : ''
  return (
    <div class="screen">
      <div class="head">
        <div>
          <PageTitle back={href('file', { id })} name={t('agent.book.title')}>
            <What>{t('agent.book.title')}</What> {name}
          </PageTitle>
        </div>
        <p class="soft small head__keys">
          <Kbd>Tab</Kbd> {t('agent.book.key_next')} <Kbd>Ctrl ↵</Kbd> {t('agent.book.key_book')}
        </p>
      </div>
      {problem && !data && <ErrorState problem={problem} reload={reload} />}
      {data && !booked && (data.state !== 'followed' || data.silence) && <Banner kind="note">{leaves(data)}</Banner>}
      {booked ? (
        <Done
          of={booked}
          name={name}
          probationer={id}
          onAgain={() => setBooked(undefined)}
          again={t('agent.book.again')}
        />
      ) : (
        !problem && (
          <Form
            id={id}
            first={data?.first_name ?? ''}
            likely={(data?.upcoming[data.upcoming.length - 1] ?? data?.past[0])?.type.id}
            onDone={setBooked}
          />
        )
      )}
    </div>
  )
}
