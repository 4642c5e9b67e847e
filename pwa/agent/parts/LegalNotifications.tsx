import { useState } from 'preact/hooks'
import { useForm } from '../../kit/form'
import { isoDay, plainDate, t, textOf } from '../../kit/i18n'
import { Badge, Button, Card, Dialog, Field, FormProblem, SelectField, Submit, toast } from '../../kit/ui'
import { addLegalNotification } from '../api/calls'
import type { AppointmentDetail, Way } from '../api/types'
import { WAYS } from '../booking/BookingForm'
import { may, serverNow, zone } from '../session'

function Add({ id, onDone }: { id: string; onDone: () => void }) {
  const form = useForm(async (values) => {
    await addLegalNotification(id, {
      way: values.text('way') as Way,
      on: values.text('on'),
      returned_on: values.maybe('returned_on'),
    })
    toast(t('kit.saved'))
    onDone()
  })
  return (
    <form {...form.props} class="stack">
      <FormProblem form={form} />
      <SelectField
        form={form}
        name="way"
        expected="legal_way"
        label={t('agent.legal.how')}
        hint={t('agent.legal.how_hint')}
        required
        options={WAYS.map((way) => ({ value: way, label: t(`agent.legal.${way}`) }))}
      />
      <Field
        form={form}
        name="on"
        expected="past_day"
        type="date"
        label={t('agent.legal.on')}
        required
        defaultValue={isoDay(serverNow(), zone())}
      />
      <Field form={form} name="returned_on" expected="past_day" type="date" label={t('agent.legal.returned_on')} />
      <Submit form={form}>{t('kit.save')}</Submit>
    </form>
  )
}

export function LegalNotifications({ of, reload }: { of: AppointmentDetail; reload: () => unknown }) {
  const [isAdding, setAdding] = useState(false)
  const done = () => {
    setAdding(false)
    void reload()
  }
  return (
    <Card title={t('agent.legal.title')}>
      {of.legal_notifications.length === 0 && <p class="soft">{t('agent.legal.empty')}</p>}
      <ul class="pile">
        {of.legal_notifications.map((one) => (
          <li key={`${one.on}${one.at}`} class="pile__line">
            <p>
              {textOf(`agent.legal.${one.way}`, 'agent.legal.none')}, {plainDate(one.on)}{' '}
              {one.void && <Badge kind="note">{t('agent.legal.void')}</Badge>}
            </p>
            {one.returned_on && (
              <p class="soft small">{t('agent.legal.returned', { date: plainDate(one.returned_on) })}</p>
            )}
          </li>
        ))}
      </ul>
      {may('notify_formally') && (
        <Button kind="secondary" isSmall onClick={() => setAdding(true)}>
          {t('agent.legal.add')}
        </Button>
      )}
      <Dialog title={t('agent.legal.add')} isOpen={isAdding} onClose={() => setAdding(false)}>
        <Add id={of.id} onDone={done} />
      </Dialog>
    </Card>
  )
}
