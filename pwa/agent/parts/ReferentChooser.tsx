// Who follows the person: chosen among those who may, and changed by a press; the arrow keys only look.
import { useState } from 'preact/hooks'
import { t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { refusalText } from '../../kit/refusal'
import { Button, Disclosure, ErrorState, toast } from '../../kit/ui'
import { assignProbationer, listColleagues } from '../api/calls'
import type { File } from '../api/types'

/** Colleagues of this service and of those linked to it who can be somebody's referent, as choices. */
export function useReferents() {
  const { data, problem, reload } = useLoad('colleagues', listColleagues)
  const options = data?.items
    .filter((one) => one.may_follow)
    .map((one) => ({
      value: String(one.id),
      label: `${one.last_name} ${one.first_name} · ${one.organisation.name}`,
    }))
  return { options, problem, reload }
}

export function ReferentChooser({ of, reload }: { of: File; reload: () => unknown }) {
  const present = of.referent ? String(of.referent.id) : ''
  const [wanted, setWanted] = useState(present)
  const [isBusy, setBusy] = useState(false)
  const referents = useReferents()
  const options = referents.options ?? []
  // A referent who has left stays named until somebody else is chosen.
  const known = options.some((one) => one.value === present) || !of.referent
  const save = async () => {
    setBusy(true)
    try {
      await assignProbationer(of.id, wanted ? Number(wanted) : null)
      toast(t('kit.saved'))
    } catch (error) {
      toast(refusalText(error))
    }
    setBusy(false)
    void reload()
  }
  return (
    <Disclosure summary={t('agent.file.change_referent')}>
      {referents.problem && !referents.options && <ErrorState problem={referents.problem} reload={referents.reload} />}
      {referents.options && (
        <div class="stack--small">
          <label class="unseen" for="referent">
            {t('agent.field.referent')}
          </label>
          <select
            class="fr-select"
            id="referent"
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          >
            <option value="">{t('agent.people.nobody')}</option>
            {!known && <option value={present}>{of.referent?.name}</option>}
            {options.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
          <Button kind="secondary" isSmall isBusy={isBusy} isOff={wanted === present} onClick={() => void save()}>
            {t('kit.save')}
          </Button>
        </div>
      )}
    </Disclosure>
  )
}
