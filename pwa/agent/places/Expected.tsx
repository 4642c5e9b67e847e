// A place that changes while persons are expected there: nothing is saved before one has said whether they are told.
import { useForm } from '../../kit/form'
import { plural, t } from '../../kit/i18n'
import { Button, ChoiceField, Dialog, FormProblem, Submit } from '../../kit/ui'
import type { PlaceChanges } from '../api/types'

export type Tell = NonNullable<PlaceChanges['tell']>

/** As the server counted them when it refused. */
export interface Counts {
  appointments: number
  people: number
}

interface Part {
  counts: Counts
  save: (tell: Tell) => Promise<unknown>
  onClose: () => void
}

const CHOICES = ['everybody', 'nobody'] as const satisfies Tell[]

function Question({ counts, save, onClose }: Part) {
  const form = useForm(async (values) => {
    await save(values.text('tell') as Tell)
    onClose()
  })
  return (
    <form {...form.props} class="stack">
      <p class="strong">
        {plural('agent.place.expected.appointments', counts.appointments)},{' '}
        {plural('agent.place.expected.people', counts.people)}
      </p>
      <ChoiceField
        form={form}
        name="tell"
        label={t('agent.place.expected.question')}
        value="everybody"
        isFirst
        options={CHOICES.map((value) => ({
          value,
          label: t(`agent.place.expected.${value}`),
          hint: t(`agent.place.expected.${value}_hint`),
        }))}
      />
      <FormProblem form={form} />
      <div class="row">
        <Submit form={form}>{t('kit.save')}</Submit>
        <Button kind="quiet" onClick={onClose}>
          {t('kit.keep')}
        </Button>
      </div>
    </form>
  )
}

export function Expected({ counts, ...part }: Omit<Part, 'counts'> & { counts: Counts | undefined }) {
  return (
    <Dialog title={t('agent.place.expected.title')} isOpen={counts !== undefined} onClose={part.onClose}>
      {counts && <Question counts={counts} {...part} />}
    </Dialog>
  )
}
