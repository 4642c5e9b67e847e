import { useEffect, useState } from 'preact/hooks'
import { useForm } from '../../kit/form'
import { isoDay, plainDate, t, textOf } from '../../kit/i18n'
import { go, href, useRoute } from '../../kit/router'
import { Badge, Button, Card, Dialog, Field, FormProblem, SelectField, Submit, toast } from '../../kit/ui'
import { addLegalNotification } from '../api/calls'
import type { AppointmentDetail, Way } from '../api/types'
import { WAYS } from '../booking/BookingForm'
import { may, serverNow, zone } from '../session'
import { comma } from './when'

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
        empty=""
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

/** What a task led here for is open at once (`NOTING`). */
function useAdding(id: string) {
  const isAsked = useRoute().query.get('note') !== null
  const [isAdding, setAdding] = useState(isAsked)
  useEffect(() => {
    if (isAsked) setAdding(true)
  }, [isAsked])
  const close = () => {
    setAdding(false)
    // Not opened again by a reload or by the way back.
    if (isAsked) go(href('appointment', { id }), { replace: true })
  }
  return { isAdding, open: () => setAdding(true), close }
}

export function LegalNotifications({ of, reload }: { of: AppointmentDetail; reload: () => unknown }) {
  const { isAdding, open, close } = useAdding(of.id)
  const done = () => {
    close()
    void reload()
  }
  return (
    <Card title={t('agent.legal.title')}>
      {of.legal_notifications.length === 0 && <p class="soft">{t('agent.legal.empty')}</p>}
      <ul class="pile">
        {of.legal_notifications.map((one) => (
          <li key={`${one.on}${one.at}`} class="pile__line">
            <p>
              {textOf(`agent.legal.${one.way}`, 'agent.legal.none')}
              {comma()}
              {plainDate(one.on)} {one.void && <Badge kind="note">{t('agent.legal.void')}</Badge>}
            </p>
            {one.returned_on && (
              <p class="soft small">{t('agent.legal.returned', { date: plainDate(one.returned_on) })}</p>
            )}
          </li>
        ))}
      </ul>
      {may('notify_formally') && (
        <Button kind="secondary" isSmall onClick={open}>
          {t('agent.legal.add')}
        </Button>
      )}
      <Dialog title={t('agent.legal.add')} isOpen={isAdding && may('notify_formally')} onClose={close}>
        <Add id={of.id} onDone={done} />
      </Dialog>
    </Card>
  )
}
