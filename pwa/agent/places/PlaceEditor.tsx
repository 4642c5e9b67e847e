// The place itself: where it is, how one gets in, whom to call.
import { useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { plural, t } from '../../kit/i18n'
import { FormProblem, Submit, toast } from '../../kit/ui'
import { updatePlace } from '../api/calls'
import type { PlaceChanges, PlaceDetail } from '../api/types'
import { type Counts, Expected, type Tell } from './Expected'
import { lookedAt, PlaceFields, placeOf } from './PlaceForm'

interface Asks {
  wanted: PlaceChanges
  counts: Counts
}

export function PlaceEditor({ of, onSaved }: { of: PlaceDetail; onSaved: (place: PlaceDetail) => void }) {
  const [asks, setAsks] = useState<Asks>()
  const form = useForm(async (values) => {
    const wanted = { ...placeOf(values), checked: lookedAt(values) }
    try {
      onSaved(await updatePlace(of.id, wanted))
      toast(t('kit.saved'))
    } catch (error) {
      const problem = asProblem(error)
      if (problem.code !== 'people_expected_there') throw problem
      setAsks({ wanted, counts: problem.detail as Counts })
    }
  })
  const save = async (tell: Tell) => {
    onSaved(await updatePlace(of.id, { ...asks!.wanted, tell }))
    toast(tell === 'everybody' ? plural('agent.place.expected.told', asks!.counts.people) : t('kit.saved'))
  }
  return (
    <>
      <form {...form.props} class="stack">
        <PlaceFields form={form} known={of} />
        <FormProblem form={form} />
        <div>
          <Submit form={form}>{t('kit.save')}</Submit>
        </div>
      </form>
      <Expected counts={asks?.counts} save={save} onClose={() => setAsks(undefined)} />
    </>
  )
}
