// Slots added for single days, and what is to repeat each week.
import { useState } from 'preact/hooks'
import { type Form, useForm, type Values } from '../../kit/form'
import { Problem } from '../../kit/call'
import { western } from '../../kit/digits'
import { capital, isoDay, list, locale, plainDate, plural, t } from '../../kit/i18n'
import { useLoad } from '../../kit/load'
import { sorted } from '../../kit/sorted'
import { Button, Field, FormProblem, SelectField, Submit, toast } from '../../kit/ui'
import { createSlotPattern, createSlots, listAppointmentTypes } from '../api/calls'
import type { LeftOut } from '../api/types'
import { serverNow, zone } from '../session'

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6]
/** 2024-01-01 was a Monday. */
export const weekday = (n: number, length: 'long' | 'short' = 'long') =>
  new Intl.DateTimeFormat(locale(), { weekday: length, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + n))

/** « 9h, 9:30 10h15 » → ["09:00", "09:30", "10:15"] */
export function timesOf(text: string): string[] {
  const found = western(text)
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((one) => /^(\d{1,2})(?:[h:](\d{2})?)?$/i.exec(one))
  if (found.length === 0 || found.some((one) => !one || Number(one[1]) > 23 || Number(one[2] ?? 0) > 59))
    throw new Problem('form_incomplete', 422, { times: 'times_unreadable' })
  return found.map((one) => `${one![1]!.padStart(2, '0')}:${one![2] ?? '00'}`)
}

/** « 25 décembre 2026 : jour férié. », each reason once with its days. */
export function leftOut(hours: LeftOut[]): string[] {
  const reasons = [...new Set(hours.map(({ why }) => why))]
  return reasons.map((why) => {
    const days = new Set(hours.filter((one) => one.why === why).map(({ date }) => plainDate(date)))
    return t(`agent.slots.left_out.${why}`, { days: list([...days]) })
  })
}

function Common({ form, agenda }: { form: Form; agenda: number }) {
  const { data } = useLoad(`appointment-types:${agenda}`, () => listAppointmentTypes({ agenda }))
  const types = (data?.items ?? []).filter((one) => one.by_slot)
  return (
    <>
      <SelectField
        form={form}
        name="type"
        label={t('agent.list.type')}
        required
        options={types.map((one) => ({ value: String(one.id), label: one.name }))}
      />
      <Field
        form={form}
        name="times"
        label={t('agent.slots.times')}
        hint={t('agent.slots.times_hint')}
        required
        autocomplete="off"
      />
      <div class="grid">
        <Field
          form={form}
          name="minutes"
          expected="slot_minutes"
          type="number"
          label={t('agent.free.minutes')}
          required
          min={5}
          max={480}
          step={5}
          defaultValue="30"
        />
        <Field
          form={form}
          name="capacity"
          type="number"
          label={t('agent.slots.capacity')}
          required
          min={1}
          max={99}
          defaultValue="1"
        />
      </div>
    </>
  )
}

const commonOf = (values: Values) => ({
  type: Number(values.text('type')),
  times: timesOf(values.text('times')),
  minutes: Number(values.text('minutes')),
  capacity: Number(values.text('capacity')),
})

interface Adding {
  agenda: number
  onAdded: () => void
}

export function AddSlots({ agenda, onAdded }: Adding) {
  const today = isoDay(serverNow(), zone())
  const [dates, setDates] = useState<string[]>([])
  const form = useForm(async (values) => {
    const given = sorted([...new Set([...dates, values.text('date')].filter(Boolean))])
    if (given.length === 0) throw new Problem('form_incomplete', 422, { date: 'required' })
    const { created, left_out } = await createSlots({ agenda, dates: given, ...commonOf(values) })
    toast([plural('agent.slots.added', created), ...leftOut(left_out)].join(' '))
    setDates([])
    onAdded()
  })
  const add = () => {
    const field = form.props.ref.current?.elements.namedItem('date') as HTMLInputElement | null
    if (field?.value) setDates((was) => sorted([...new Set([...was, field.value])]))
  }
  return (
    <form {...form.props} class="stack">
      <FormProblem form={form} />
      <Field
        form={form}
        name="date"
        expected="day"
        type="date"
        label={t('agent.free.date')}
        min={today}
        required={dates.length === 0}
      />
      <div class="row">
        <Button kind="quiet" isSmall onClick={add}>
          {t('agent.slots.another_day')}
        </Button>
        {dates.map((date) => (
          <button
            key={date}
            type="button"
            class="chip chip--small"
            onClick={() => setDates(dates.filter((one) => one !== date))}
          >
            {plainDate(date)} ×<span class="unseen"> {t('agent.slots.remove_day')}</span>
          </button>
        ))}
      </div>
      <Common form={form} agenda={agenda} />
      <Submit form={form}>{t('agent.slots.add')}</Submit>
    </form>
  )
}

export function AddPattern({ agenda, onAdded }: Adding) {
  const form = useForm(async (values) => {
    const weekdays = values.all('weekdays').map(Number)
    if (weekdays.length === 0) throw new Problem('form_incomplete', 422, { weekdays: 'required' })
    await createSlotPattern({ agenda, weekdays, since: values.text('since'), ...commonOf(values) })
    toast(t('agent.slots.pattern_added'))
    onAdded()
  })
  return (
    <form {...form.props} class="stack">
      <FormProblem form={form} />
      <fieldset class="field chips">
        <legend class="fr-label">{t('agent.slots.weekdays')}</legend>
        {WEEKDAYS.map((n) => (
          <label key={n} class="chip">
            <input type="checkbox" class="chip__input" name="weekdays" value={n} />
            <span>{capital(weekday(n, 'short'))}</span>
          </label>
        ))}
        {form.errorOf('weekdays') && <p class="field__error">{t('expected.weekdays')}</p>}
      </fieldset>
      <Common form={form} agenda={agenda} />
      <Field
        form={form}
        name="since"
        expected="day"
        type="date"
        label={t('agent.slots.since')}
        required
        defaultValue={isoDay(serverNow(), zone())}
      />
      <Submit form={form}>{t('agent.slots.add_pattern')}</Submit>
    </form>
  )
}
