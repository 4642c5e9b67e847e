// How to get there, one step a line, by each means; what a person reads as numbered steps.
import { useForm } from '../../kit/form'
import { plural, t } from '../../kit/i18n'
import { Badge, Card, Disclosure, Field, FormProblem, Icon, Submit, toast } from '../../kit/ui'
import { bus, car, stepFree, train, walk } from '../../kit/ui/icons'
import { setDirections } from '../api/calls'
import type { Direction, PlaceDetail } from '../api/types'
import { checkedOf, WordsField, wordsOf } from './Words'

const MEANS: [Direction['means'], string][] = [
  ['train', train],
  ['bus', bus],
  ['car', car],
  ['foot', walk],
  ['step_free', stepFree],
]

export const linesOf = (text = '') =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*(\d+[.)]|[-•])?\s*/, '').trim())
    .filter(Boolean)

function Means({
  place,
  means,
  known,
  onSaved,
}: {
  place: number
  means: Direction['means']
  known: Direction | undefined
  onSaved: (place: PlaceDetail) => void
}) {
  const form = useForm(async (values) => {
    const words = wordsOf(values, 'steps')
    const minutes = values.maybe('minutes')
    onSaved(
      await setDirections(place, means, {
        steps: { fr: linesOf(words.fr), en: linesOf(words.en), ar: linesOf(words.ar) },
        minutes: minutes ? Number(minutes) : null,
        checked: checkedOf(values, 'steps'),
      }),
    )
    toast(t('kit.saved'))
  })
  const text = (lines: string[] | undefined) => (lines ?? []).join('\n')
  return (
    <form {...form.props} class="stack--small">
      <FormProblem form={form} />
      <WordsField
        form={form}
        name="steps"
        label={t('agent.directions.steps')}
        hint={t('agent.directions.hint')}
        isLong
        stale={known?.stale}
        known={{ fr: text(known?.steps.fr), en: text(known?.steps.en), ar: text(known?.steps.ar) }}
      />
      <Field
        form={form}
        name="minutes"
        expected="walk_minutes"
        type="number"
        min={1}
        max={240}
        class="fr-input short-input"
        label={t('agent.directions.minutes')}
        defaultValue={known?.minutes ?? undefined}
      />
      <Submit form={form} kind="secondary" isSmall>
        {t('kit.save')}
      </Submit>
    </form>
  )
}

export function Directions({ of, onSaved }: { of: PlaceDetail; onSaved: (place: PlaceDetail) => void }) {
  return (
    <Card title={t('agent.directions.title')}>
      {MEANS.map(([means, icon]) => {
        const known = of.directions.find((one) => one.means === means)
        return (
          <Disclosure
            key={means}
            summary={
              <span class="row">
                <Icon of={icon} size={20} /> {t(`agent.means.${means}`)}{' '}
                {known ? (
                  <Badge kind="success">{plural('agent.directions.count', known.steps.fr?.length ?? 0)}</Badge>
                ) : (
                  <span class="soft small">{t('agent.directions.none')}</span>
                )}
                {known && known.stale.length > 0 && <Badge kind="note">{t('agent.words.stale.title')}</Badge>}
              </span>
            }
          >
            <Means place={of.id} means={means} known={known} onSaved={onSaved} />
          </Disclosure>
        )
      })}
    </Card>
  )
}
