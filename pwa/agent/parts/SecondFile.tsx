// One person, two files in services that do not see each other: making the second, its mark, and settling it.
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Form } from '../../kit/form'
import { plural, recently, t, textOf } from '../../kit/i18n'
import { href } from '../../kit/router'
import { refusalText } from '../../kit/refusal'
import { Banner, Button, FormProblem, SelectField } from '../../kit/ui'
import { settleSecondFile } from '../api/calls'
import type { Duplicate, FirstFile, PersonIn, SecondFile } from '../api/types'
import { DuplicateLine } from './Duplicates'
import { PersonLink, Phone } from './person'
import { say } from './TrustedLine'

type Reason = NonNullable<PersonIn['reason']>
export interface Forced {
  force: boolean
  reason: Reason
}
const REASONS = ['present', 'hearing', 'decision'] as const
// Not empty: the form's own button, for who has mended the name, must not be refused for want of a reason.
const NONE = 'none'

export const isDuplicate = ({ problem }: Form) => problem?.code.startsWith('duplicate_') ?? false

/** What the next sending is to carry: forced once, then as always. */
export function useForced(form: () => Form) {
  const kept = useRef<Forced | undefined>(undefined)
  return {
    take: (): Forced => {
      const forced = kept.current ?? { force: false, reason: '' }
      kept.current = undefined
      return forced
    },
    force: (reason: Reason) => {
      kept.current = { force: true, reason }
      // As its button would, so that whoever asks before a form is left hears that it was sent.
      form().props.ref.current?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    },
  }
}

function Elsewhere({
  onForce,
  withAppi,
  isNew,
}: {
  onForce: (reason: Reason) => void
  withAppi: boolean
  isNew: boolean
}) {
  const [reason, setReason] = useState<Reason>('')
  const [error, setError] = useState<string>()
  return (
    <div class="stack--small">
      <p>{t('agent.second_file.what')}</p>
      {withAppi && <p>{t('agent.second_file.appi')}</p>}
      <SelectField
        name="reason"
        label={t('agent.second_file.reason')}
        required
        options={[
          { value: NONE, label: t('agent.second_file.choose') },
          ...REASONS.map((one) => ({ value: one, label: t(`agent.second_file.reason.${one}`) })),
        ]}
        error={error}
        value={reason || NONE}
        onChange={({ currentTarget: { value } }) => {
          setReason(value === NONE ? '' : (value as Reason))
          setError(undefined)
        }}
      />
      <Button isSmall onClick={() => (reason ? onForce(reason) : setError('reason_missing'))}>
        {t(isNew ? 'agent.second_file.make' : 'agent.second_file.keep')}
      </Button>
    </div>
  )
}

/** Why no file was made, beside the button that was pressed: who looks like this person, and what one may do. */
export function Refused({
  form,
  onForce,
  onUse,
  isNew = true,
}: {
  form: Form
  onForce: (reason: Reason) => void
  onUse?: (of: Duplicate) => void
  isNew?: boolean // or one that is there already, and would become hers
}) {
  const { problem } = form
  const box = useRef<HTMLDivElement>(null)
  const title = useId()
  const wasRefused = isDuplicate(form)
  useEffect(() => {
    if (!wasRefused) return
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView?.({ block: 'center' })
  }, [problem, wasRefused])
  if (!problem || !wasRefused) return <FormProblem form={form} />
  // Of one that is out of sight the title says all there is to say.
  const found = (problem.detail as { items?: Duplicate[] } | undefined)?.items ?? []
  const items = found.filter((one) => one.visible)
  const appi = form.props.ref.current?.elements.namedItem('appi_number')
  return (
    <div ref={box} tabIndex={-1} role="group" aria-labelledby={title}>
      <Banner kind="danger" title={<span id={title}>{refusalText(problem)}</span>}>
        <div class="stack--small">
          {items.length > 0 && (
            <ul class="pile" aria-label={plural('agent.duplicate.title', items.length)}>
              {items.map((one) => (
                <DuplicateLine key={one.id} of={one} onUse={onUse} />
              ))}
            </ul>
          )}
          {problem.code === 'duplicate_elsewhere' && (
            <Elsewhere
              onForce={onForce}
              withAppi={isNew && appi instanceof HTMLInputElement && appi.value !== ''}
              isNew={isNew}
            />
          )}
          {problem.code === 'duplicate_possible' && (
            <Button kind="secondary" isSmall onClick={() => onForce('')}>
              {t('agent.duplicate.force')}
            </Button>
          )}
        </div>
      </Banner>
    </div>
  )
}

/** On the second file: there is a first one. */
export function Mark({ of }: { of: FirstFile }) {
  return (
    <Banner kind="note" title={t('agent.second_file.mark')}>
      <p>
        {of.settlement === 'linked'
          ? t('agent.second_file.mark_linked')
          : t('agent.second_file.mark_what', { when: recently(of.at) })}
      </p>
      {of.probationer && (
        <p>
          <a href={href('file', { id: of.probationer.id })}>{t('agent.second_file.mark_open')}</a>
        </p>
      )}
    </Banner>
  )
}

/** To the first file's service: another one opened a second. */
export function ToSettle({ of, onDone }: { of: SecondFile; onDone: () => unknown }) {
  const settle = (settlement: 'linked' | 'different', done: string) =>
    void say(settleSecondFile(of.id, settlement), done, onDone)
  return (
    <div class="stack--small">
      <p>{t('agent.second_file.opened', { service: of.organisation, when: recently(of.at) })}</p>
      <p class="soft small">
        {t('agent.second_file.why', {
          reason: textOf(`agent.second_file.reason.${of.reason}`, 'agent.second_file.reason.other'),
        })}
        {of.organisation_phone && (
          <>
            {' '}
            · <Phone of={of.organisation_phone} />
          </>
        )}
      </p>
      <p class="soft small">{t('agent.second_file.do')}</p>
      <div class="row">
        <Button kind="secondary" isSmall onClick={() => settle('linked', t('agent.second_file.linked'))}>
          {t('agent.second_file.link')}
        </Button>
        <Button kind="quiet" isSmall onClick={() => settle('different', t('agent.second_file.apart'))}>
          {t('agent.second_file.different')}
        </Button>
      </div>
    </div>
  )
}

export function SecondFileLine({ of, onDone }: { of: SecondFile; onDone: () => unknown }) {
  return (
    <li class="pile__line">
      <p>
        <PersonLink of={of.probationer} />
      </p>
      <ToSettle of={of} onDone={onDone} />
    </li>
  )
}
