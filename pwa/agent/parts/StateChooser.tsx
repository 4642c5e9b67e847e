// The state of a file. Where reminders stop, what is still to come is looked at in the same act: never in silence.
import { useState } from 'preact/hooks'
import { asProblem } from '../../kit/call'
import { useForm } from '../../kit/form'
import { plural, t, textOf } from '../../kit/i18n'
import { href } from '../../kit/router'
import { Banner, Button, CheckField, ChoiceField, Dialog, Disclosure, FormProblem, Submit, toast } from '../../kit/ui'
import { setProbationerState } from '../api/calls'
import type { Appointment, File } from '../api/types'
import { isAhead, may } from '../session'
import { brief } from './when'

const STATES = ['followed', 'detained', 'hospitalised', 'abroad', 'ended', 'deceased']
/** As backend/probationers/rules.py `is_reminded`; the server asks by itself where this list is old. */
const REMINDED = new Set(['followed', 'abroad'])

interface Part {
  of: File
  reload: () => unknown
}

const saidOf = (done: { cancelled: number; kept: number }) =>
  [
    t('kit.saved'),
    done.cancelled > 0 && plural('agent.state_change.cancelled', done.cancelled),
    done.kept > 0 && plural('agent.state_change.kept', done.kept),
  ]
    .filter(Boolean)
    .join(' ')

const decidesOn = (one: Appointment) => one.may.includes('cancel')

function Coming({ of }: { of: Appointment[] }) {
  return (
    <ul class="pile">
      {of.map((one) => (
        <li key={one.id} class="pile__line">
          <p>
            <strong>{brief(one.starts_at, one.time_zone)}</strong> {one.type.name}
          </p>
          {one.may.includes('move') ? (
            <p class="small">
              <a href={href('move', { id: one.id })}>
                {t('agent.state_change.move')}
                <span class="unseen"> ({brief(one.starts_at, one.time_zone)})</span>
              </a>
            </p>
          ) : (
            <p class="soft small">{t('agent.state_change.others_decide')}</p>
          )}
        </li>
      ))}
    </ul>
  )
}

function Question({
  of,
  state,
  coming,
  onClose,
  reload,
}: Part & { state: string; coming: Appointment[]; onClose: () => void }) {
  const isDead = state === 'deceased'
  const mayCancel = may('cancel') && (isDead || coming.some(decidesOn))
  const form = useForm(async (values) => {
    const choice = isDead ? 'cancel' : (values.text('coming') as 'cancel' | 'keep')
    const done = await setProbationerState(of.id, {
      state,
      coming: choice,
      tell_person: values.isChecked('tell_person'),
    })
    onClose()
    toast(saidOf(done))
    void reload()
  })
  return (
    <form {...form.props} class="stack">
      <p>{textOf(`agent.state_rule.${state}`, 'agent.state_rule.followed')}</p>
      <Coming of={coming} />
      {isDead ? (
        <Banner kind="note">{t('agent.state_change.dead')}</Banner>
      ) : (
        <>
          <ChoiceField
            form={form}
            name="coming"
            label={t('agent.state_change.question')}
            value={mayCancel ? undefined : 'keep'}
            expected="state_coming"
            required
            isFirst
            options={[
              ...(mayCancel ? [{ value: 'cancel', label: t('agent.state_change.cancel') }] : []),
              { value: 'keep', label: t('agent.state_change.keep'), hint: t('agent.state_change.keep_hint') },
            ]}
          />
          {mayCancel && (
            <CheckField
              form={form}
              name="tell_person"
              label={t('agent.state_change.tell')}
              hint={t(state === 'ended' ? 'agent.state_change.tell_ended' : 'agent.state_change.tell_by_hand')}
              defaultChecked
            />
          )}
        </>
      )}
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

export function StateChooser({ of, reload }: Part) {
  const [wanted, setWanted] = useState(of.state)
  const [asks, setAsks] = useState(false)
  const coming = of.upcoming.filter(isAhead)
  const save = async () => {
    if (!REMINDED.has(wanted) && coming.length > 0) return setAsks(true)
    try {
      toast(saidOf(await setProbationerState(of.id, { state: wanted, tell_person: true })))
    } catch (error) {
      const { code } = asProblem(error)
      toast(textOf(`errors.${code}`, 'errors.unexpected'))
      // Booked meanwhile by somebody else: it is shown first.
      if (code === 'appointments_to_come') setAsks(true)
    }
    void reload()
  }
  return (
    <Disclosure summary={t('agent.file.change_state')}>
      <div class="stack--small">
        <label class="unseen" for="state">
          {t('agent.file.change_state')}
        </label>
        <select class="fr-select" id="state" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)}>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {textOf(`agent.state.${state}`, 'agent.state.other')}
            </option>
          ))}
        </select>
        <p class="soft small">{textOf(`agent.state_rule.${wanted}`, 'agent.state_rule.followed')}</p>
        <Button kind="secondary" isSmall isOff={wanted === of.state} onClick={() => void save()}>
          {t('kit.save')}
        </Button>
      </div>
      <Dialog
        title={plural('agent.state_change.title', coming.length)}
        isOpen={asks && coming.length > 0}
        onClose={() => setAsks(false)}
      >
        <Question of={of} state={wanted} coming={coming} onClose={() => setAsks(false)} reload={reload} />
      </Dialog>
    </Disclosure>
  )
}
