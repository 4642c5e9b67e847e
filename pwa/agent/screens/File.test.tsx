import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import { setSession } from '../session'
import { appointment, clear, draw, serve, SESSION } from '../testing'
import FileScreen from './File'

const person = appointment('a').probationer
const file = {
  ...person,
  messaging: 'all',
  channels: ['sms'],
  silence: null,
  phone: '',
  phone_status: 'none',
  phone_proved_at: null,
  same_phone: [],
  organisations: [],
  referent: null,
  upcoming: [],
  past: [
    appointment('ahead', { state: 'cancelled', starts_at: '2026-12-03T09:30:00Z', may: [] }),
    appointment('behind', { state: 'came', starts_at: '2026-11-02T09:30:00Z', may: [] }),
  ],
  replies: [],
  occasions: [],
  contact_changes: [],
  relations: [],
  devices_count: 0,
  past_count: 2,
  has_more: false,
  first_files: [],
  second_files: [],
  unreachable: null,
  may: [],
}

describe('the appointments of a file', () => {
  beforeEach(() => {
    forget()
    setSession({ ...SESSION, may: ['view_files'] })
  })
  afterEach(clear)

  it('have no cancelled one of next week under « Passés »', async () => {
    serve({
      'GET files/p-a': () => file,
      'GET probationers/p-a/trusted-contacts': () => ({ items: [], hindrance: '' }),
      'GET colleagues': () => ({ items: [] }),
    })
    const page = await draw(<FileScreen params={{ id: 'p-a' }} />)
    const rowsUnder = (title: string) => {
      const heading = [...page.querySelectorAll('h2')].find((one) => one.textContent === title)
      return [...(heading?.closest('section')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].map(
        (one) => one.dataset.row,
      )
    }
    expect(rowsUnder('Passés')).toEqual(['behind'])
    expect(rowsUnder('À venir, annulés ou excusés')).toEqual(['ahead'])
  })
})
