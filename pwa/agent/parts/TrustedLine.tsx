// One contact of trust: what is known of it, and the decision before anybody is written to.
import { useState } from 'preact/hooks'
import { useForm } from '../../kit/form'
import { isoDay, plainDate, t } from '../../kit/i18n'
import { refusalText } from '../../kit/refusal'
import { Badge, type BadgeKind, Button, Dialog, FormProblem, SelectField, Submit, toast } from '../../kit/ui'
import { approveTrustedContact, blockTrustedContact } from '../api/calls'
import type { TrustedContact } from '../api/types'
import { may } from '../session'
import { PersonLink, Phone } from './person'

const LOOKS: Record<TrustedContact['state'], BadgeKind> = {
  proposed: 'note',
  asked: 'info',
  active: 'success',
  refused: 'neutral',
  lapsed: 'neutral',
  blocked: 'neutral',
  revoked: 'neutral',
  stopped: 'neutral',
  ended: 'neutral',
}
const WHYS = ['safety', 'role', 'doubt', 'other'] as const

export interface Part {
  of: TrustedContact
  reload: () => unknown
}

/** Says what went wrong where there is no form to say it beside; what was refused stays where it is. */
export async function say(act: Promise<unknown>, done: string, after: () => unknown): Promise<void> {
  try {
    await act
    toast(done)
    void after()
  } catch (error) {
    toast(refusalText(error))
  }
}

export function Block({ of, reload }: Part) {
  const [isOpen, setOpen] = useState(false)
  const form = useForm(async (values) => {
    await blockTrustedContact(of.id, values.text('why') as (typeof WHYS)[number])
    setOpen(false)
    toast(t('agent.trust.blocked'))
    void reload()
  })
  return (
    <>
      <Button kind="secondary" isSmall onClick={() => setOpen(true)}>
        {t('agent.trust.block')}
        <span class="unseen"> ({of.name})</span>
      </Button>
      <Dialog title={t('agent.trust.block')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form {...form.props} class="stack">
          <p>{of.name}</p>
          <p class="soft">{t('agent.trust.block_what')}</p>
          <SelectField
            form={form}
            name="why"
            expected="block_reason"
            label={t('agent.trust.block_why')}
            required
            empty=""
            options={WHYS.map((one) => ({ value: one, label: t(`agent.trust.why.${one}`) }))}
          />
          <FormProblem form={form} />
          <div class="row">
            <Submit form={form}>{t('agent.trust.block')}</Submit>
            <Button kind="quiet" onClick={() => setOpen(false)}>
              {t('kit.keep')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

export function Decide({ of, reload }: Part) {
  if (!may('approve_contact')) return null
  return (
    <div class="row">
      <Button
        kind="secondary"
        isSmall
        onClick={() => void say(approveTrustedContact(of.id), t('agent.trust.approved'), reload)}
      >
        {t('agent.trust.approve')}
        <span class="unseen"> ({of.name})</span>
      </Button>
      <Block of={of} reload={reload} />
    </div>
  )
}

export function Facts({ of }: { of: TrustedContact }) {
  const on = plainDate(of.by_person ? isoDay(of.named_at) : of.consented_on)
  return (
    <>
      <p>
        {of.name} <span class="soft">{t(`agent.trust.relation.${of.relation}`)}</span>{' '}
        <Badge kind={LOOKS[of.state]}>{t(`agent.trust.state.${of.state}`)}</Badge>
      </p>
      <p class="small">{of.phone ? <Phone of={of.phone} /> : <span class="ltr">{of.email}</span>}</p>
      <p class="soft small">{t(of.by_person ? 'agent.trust.by_person' : 'agent.trust.by_agent', { date: on })}</p>
    </>
  )
}

/** On the day's list: nobody has been written to yet. */
export function TrustedLine({ of, onDone }: { of: TrustedContact; onDone: () => unknown }) {
  return (
    <li class="pile__line">
      <p>
        <PersonLink of={of.probationer} />
      </p>
      <Facts of={of} />
      <p class="soft small">{t('agent.trust.today_do')}</p>
      <Decide of={of} reload={onDone} />
    </li>
  )
}
