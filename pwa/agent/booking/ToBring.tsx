// What the person will read that she is to bring, for this type at this place: seen here, and changed at the place.
import { language, t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { Card } from '../../kit/ui'
import { listItemsToBring } from '../api/calls'
import type { ItemIn } from '../api/types'
import { may } from '../session'
import type { Booking } from './useBooking'

const wordsOf = ({ words }: ItemIn) => words[language() as keyof typeof words] ?? words.fr

function List({ place, type }: { place: number; type: number }) {
  const { data } = useLoad(`items:${place}:${type}`, () => listItemsToBring(place, type))
  if (!data) return null
  return (
    <Card title={t('agent.book.bring')}>
      {data.items.length === 0 ? (
        <p class="soft">{t('agent.book.bring_none')}</p>
      ) : (
        <>
          <p class="soft small">{t('agent.book.bring_what')}</p>
          <ul class="bullets">
            {data.items.map((one) => (
              <li key={one.id}>
                {wordsOf(one)?.title}
                {wordsOf(one)?.hint && <span class="soft small"> {wordsOf(one)?.hint}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

export function ToBring({ of }: { of: Booking }) {
  const { type, place } = of.choice
  if (!type || type.where !== 'place' || place === undefined || !may('view_files')) return null
  return <List key={`${place}:${type.id}`} place={place} type={type.id} />
}
