// "Is it this person?" as the name is typed, before a second file is made.
import { plural, t } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Badge, Banner } from '../../kit/ui'
import { findDuplicates } from '../api/calls'
import type { Duplicate, Identity, PersonIn } from '../api/types'
import { born, fullName } from './person'
import { useTyped } from './search'

/** A number half typed is no number yet. */
const asked = ({ last_name, first_name, birth_date, birth_year, phone, appi_number }: PersonIn): Identity => ({
  last_name,
  first_name,
  birth_date,
  birth_year,
  appi_number: appi_number ?? '',
  phone: (phone ?? '').replaceAll(/\D/g, '').length >= 10 ? (phone ?? '') : '',
})

const isEnough = (of: PersonIn) => of.last_name.length > 1 && of.first_name.length > 1

export function useDuplicates(of: PersonIn): Duplicate[] {
  const key = JSON.stringify([of.last_name, of.first_name, of.birth_date, of.birth_year, of.phone, of.appi_number])
  const { result } = useTyped(
    isEnough(of) ? key : '',
    isEnough(of) ? (signal) => findDuplicates(asked(of), signal) : undefined,
    350,
  )
  return result?.items ?? []
}

export function DuplicateLine({ of, onUse }: { of: Duplicate; onUse?: (of: Duplicate) => void }) {
  return (
    <li class="pile__line">
      <p>
        {of.visible && of.id ? (
          <a class="person" href={href('file', { id: of.id })}>
            {fullName(of)}
          </a>
        ) : (
          <strong>{fullName(of)}</strong>
        )}{' '}
        <Badge kind={of.certain ? 'danger' : 'note'}>
          {t(of.certain ? 'agent.duplicate.certain' : 'agent.duplicate.possible')}
        </Badge>{' '}
        {of.same_phone && <Badge>{t('agent.duplicate.same_phone')}</Badge>}
      </p>
      <p class="soft small">{[born(of), ...of.organisations].filter(Boolean).join(' · ')}</p>
      {of.same_phone && !of.certain && <p class="small">{t('agent.duplicate.shared_phone')}</p>}
      {of.visible && onUse && (
        <button type="button" class="link-button" onClick={() => onUse(of)}>
          {t('agent.duplicate.use')}
        </button>
      )}
      {!of.visible && <p class="soft small">{t('agent.duplicate.elsewhere')}</p>}
    </li>
  )
}

export function Duplicates({ items, onUse }: { items: Duplicate[]; onUse?: (of: Duplicate) => void }) {
  return (
    <div role="status">
      {items.length > 0 && (
        <Banner kind="note" title={plural('agent.duplicate.title', items.length)}>
          <ul class="pile">
            {items.map((one) => (
              <DuplicateLine key={`${one.id}${one.last_name}${one.first_name}`} of={one} onUse={onUse} />
            ))}
          </ul>
        </Banner>
      )}
    </div>
  )
}
