import { useState } from 'preact/hooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import type { AppointmentType } from '../api/types'
import { setSession } from '../session'
import { button, clear, click, draw, press, serve, SESSION } from '../testing'
import { type Choice, EMPTY, workingDay } from './choice'
import { FreeTime } from './FreeTime'

const SATURDAY = '2026-11-28'
const OFF = [
  { date: '2026-12-05', why: 'week_end' },
  { date: '2026-12-06', why: 'week_end' },
  { date: '2026-12-25', why: 'holiday' },
  { date: '2026-12-26', why: 'week_end' },
  { date: '2026-12-27', why: 'week_end' },
]
const hours = () => document.querySelectorAll('[name=free-hour]').length
const date = () => document.querySelector<HTMLInputElement>('#free-date')!

async function write(day: string) {
  date().value = day
  date().dispatchEvent(new Event('input', { bubbles: true }))
  await press('Shift')
}

async function open(days_off_allowed = false) {
  forget()
  setSession({ ...SESSION, now: `${SATURDAY}T09:00:00Z` })
  serve({
    'GET free-seats': () => ({ days: [], days_off: OFF, time_zone: 'Europe/Paris', next_from: null }),
    'GET appointments': () => ({ items: [], next: null }),
  })
  const type = { id: 1, minutes: 30, days_off_allowed } as AppointmentType
  function Form() {
    const [choice, setChoice] = useState<Choice>({ ...EMPTY, type, agenda: 2, place: 3 })
    return (
      <FreeTime choice={choice} zone="Europe/Paris" onChange={(more) => setChoice((was) => ({ ...was, ...more }))} />
    )
  }
  await draw(<Form />)
}

describe('an hour of one’s own', () => {
  beforeEach(() => sessionStorage.clear())
  afterEach(clear)

  it('is not offered on a day on which nobody is convened: the next one is', async () => {
    await open()
    await write('2026-12-25')
    expect(hours()).toBe(0)
    expect(document.body.textContent).toContain('Ce jour est férié. Ce type de rendez-vous ne s’y tient pas.')
    expect(document.querySelector('.badge')).toBeNull()
    await click(button(document, 'Premier jour possible\u00A0: lundi 28 décembre'))
    expect(date().value).toBe('2026-12-28')
    expect(hours()).toBeGreaterThan(0)
  })

  it('in a week, counted from a Saturday, is the Monday after it', async () => {
    await open()
    await press('1')
    expect(date().value).toBe('2026-12-07')
    expect(hours()).toBeGreaterThan(0)
  })

  it('is offered there for a type that is held on days off, and the day is marked', async () => {
    await open(true)
    await press('1')
    expect(date().value).toBe('2026-12-05')
    expect(hours()).toBeGreaterThan(0)
    expect(document.querySelector('.badge')?.textContent).toBe('Week-end')
    await write('2026-12-25')
    expect(document.querySelector('.badge')?.textContent).toBe('Jour férié')
  })
})

it.each([
  ['2026-12-04', '2026-12-04'],
  ['2026-12-05', '2026-12-07'],
  ['2026-12-25', '2026-12-28'],
])('the first day from %s on that is not off is %s', (from, day) => {
  expect(workingDay(from, new Map(OFF.map((one) => [one.date, one.why as 'week_end' | 'holiday'])))).toBe(day)
})
