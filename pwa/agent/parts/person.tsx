// How a person is named and told apart, the same everywhere.
import { phone as spaced, plainDate, t, textOf } from '../../kit/i18n'
import { Badge, type BadgeKind } from '../../kit/ui/Card'
import { href } from '../../kit/router'
import type { Found, PersonName } from '../api/types'

/** « EXEMPLE Amine »: the family name first and in capitals, as on a summons. */
export const fullName = ({ last_name, first_name }: Pick<PersonName, 'last_name' | 'first_name'>) =>
  `${last_name.toLocaleUpperCase('fr')} ${first_name}`

export const born = ({ birth_date, birth_year }: Pick<Found, 'birth_date' | 'birth_year'>) =>
  birth_date
    ? t('agent.person.born_on', { date: plainDate(birth_date) })
    : birth_year
      ? t('agent.person.born_in', { year: birth_year })
      : ''

export const PersonLink = ({ of }: { of: PersonName }) => (
  <a class="person" href={href('file', { id: of.id })}>
    {fullName(of)}
  </a>
)

export const Phone = ({ of }: { of: string }) => (
  <a class="ltr phone" href={`tel:${of}`}>
    {spaced(of)}
  </a>
)

const STATES: Record<string, BadgeKind> = {
  followed: 'neutral',
  detained: 'note',
  hospitalised: 'note',
  abroad: 'note',
  ended: 'neutral',
  deceased: 'neutral',
}

export const StateBadge = ({ of }: { of: string }) => (
  <Badge kind={STATES[of] ?? 'neutral'}>{textOf(`agent.state.${of}`, 'agent.state.other')}</Badge>
)
