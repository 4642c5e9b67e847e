// How a person is named and told apart, the same everywhere.
import { isoDay, plainDate, t, textOf } from '../../kit/i18n'
import { phone as spaced } from '../../kit/numbers'
import { Badge, type BadgeKind } from '../../kit/ui/Card'
import { PhoneNumber } from '../../kit/ui/PhoneNumber'
import { href } from '../../kit/router'
import type { File, Found, PersonName } from '../api/types'
import { may, zone } from '../session'

/** « EXEMPLE Amine »: the family name first and in capitals, as on a summons. */
export const fullName = ({ last_name, first_name }: Pick<PersonName, 'last_name' | 'first_name'>) =>
  `${last_name.toLocaleUpperCase('fr')} ${first_name}`

export const born = ({ birth_date, birth_year }: Pick<Found, 'birth_date' | 'birth_year'>) =>
  birth_date
    ? t('agent.person.born_on', { date: plainDate(birth_date) })
    : birth_year
      ? t('agent.person.born_in', { year: birth_year })
      : ''

/** Where one may not read the file, the name alone. */
export const PersonLink = ({ of }: { of: PersonName }) =>
  may('view_files') ? (
    <a class="person" href={href('file', { id: of.id })}>
      {fullName(of)}
    </a>
  ) : (
    <span class="person">{fullName(of)}</span>
  )

export const Phone = ({ of }: { of: string }) => (
  <a href={`tel:${of}`}>
    <PhoneNumber of={of} />
  </a>
)

const PROOFS: Record<string, BadgeKind> = { given: 'note', proved: 'success', wrong: 'danger', none: 'neutral' }

const provedWords = (at: string | null | undefined) =>
  at ? t('agent.phone_status.proved_on', { date: plainDate(isoDay(at, zone())) }) : t('agent.phone_status.proved')

/** The number of a file and whether it is known to be the person's; of a proved one since when. */
export const PhoneState = ({ of }: { of: Pick<File, 'phone' | 'phone_status' | 'phone_proved_at'> }) => (
  <>
    {of.phone && (
      <>
        <Phone of={of.phone} />{' '}
      </>
    )}
    <Badge kind={PROOFS[of.phone_status] ?? 'note'}>
      {of.phone_status === 'proved'
        ? provedWords(of.phone_proved_at)
        : textOf(`agent.phone_status.${of.phone_status}`, 'agent.phone_status.given')}
    </Badge>
  </>
)

/** The same for a field that one may type in; the server reads it again. */
export const typedPhone = (number: string) => spaced(number).replaceAll('\u00A0', ' ')

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

const KINDS = ['holder', 'device', 'contact', 'gateway', 'system', 'agent'] as const

/** An agent's name as it came; whoever else acted, by what they are. */
export function actorName(actor: string): string {
  const kind = KINDS.find((one) => one === actor)
  return kind ? t(`agent.actor.${kind}`) : actor
}
