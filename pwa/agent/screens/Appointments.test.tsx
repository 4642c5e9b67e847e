import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import type { Session } from '../api/types'
import { setSession } from '../session'
import { appointment, button, clear, click, draw, serve, SESSION, settle } from '../testing'
import Appointments from './Appointments'

let asked: URLSearchParams[] = []
const lastAgent = () => asked.at(-1)!.get('agent')
const address = () => new URLSearchParams(location.search).get('agent')
const pressed = () => document.querySelector('[aria-pressed=true]')?.textContent

async function open(search = '', changes: Partial<Session> = {}) {
  forget()
  history.replaceState(null, '', `/agent/rendez-vous${search}`)
  setSession({ ...SESSION, ...changes })
  await draw(<Appointments />)
  await settle()
}

describe('the list of appointments', () => {
  beforeEach(() => {
    asked = []
    const nothing = () => ({ items: [], next: null })
    serve({
      'GET appointments': (_, url) => {
        asked.push(url.searchParams)
        return { items: [appointment('a')], next: null }
      },
      'GET appointment-types': nothing,
      'GET places': nothing,
      'GET agendas': nothing,
      'GET colleagues': () => ({ items: [{ id: 2, last_name: 'ESSAI', first_name: 'Noé' }] }),
    })
  })
  afterEach(() => {
    clear()
    sessionStorage.clear()
    history.replaceState(null, '', '/')
  })

  it('opens on one’s own for who receives persons herself, and says so', async () => {
    await open()
    expect(lastAgent()).toBe('1')
    expect(asked).toHaveLength(1)
    expect(address()).toBe('1')
    expect(pressed()).toBe('Mes rendez-vous')
  })

  it('keeps what was chosen last for as long as the tab lives, and for that agent alone', async () => {
    await open()
    await click(button(document, 'Ceux de tous les agents'))
    expect([lastAgent(), address()]).toEqual([null, 'all'])
    await open()
    expect([lastAgent(), pressed()]).toEqual([null, 'Ceux de tous les agents'])
  })

  it('does not follow what another agent chose on this browser', async () => {
    sessionStorage.setItem('agent-appointments-of', '7:all')
    await open()
    expect(lastAgent()).toBe('1')
  })

  it('opens on everybody’s for a service’s clerk, who has nobody of her own', async () => {
    await open('', { has_own_day: false })
    expect([lastAgent(), address(), pressed()]).toEqual([null, null, undefined])
  })

  it('shows what an address names, whoever opens it', async () => {
    await open('?agent=2&state=missed')
    expect([lastAgent(), asked.at(-1)!.get('state'), address(), pressed()]).toEqual(['2', 'missed', '2', undefined])
    await open('?agent=all')
    expect(lastAgent()).toBeNull()
  })

  it('takes a colleague by the filters, and the other filters stay', async () => {
    await open('?state=missed')
    const select = document.querySelector<HTMLSelectElement>('#filter-agent')!
    expect(select.value).toBe('1')
    select.value = '2'
    select.form!.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
    expect([lastAgent(), asked.at(-1)!.get('state')]).toEqual(['2', 'missed'])
  })

  it('says at the dates that they are the wrong way round, keeps them and asks for nothing', async () => {
    await open('?from=2026-11-30&to=2026-11-23')
    expect(asked).toEqual([])
    const fields = ['from', 'to'].map((name) => document.querySelector<HTMLInputElement>(`#filter-${name}`)!)
    expect(fields.map(({ value }) => value)).toEqual(['2026-11-30', '2026-11-23'])
    for (const field of fields) {
      const said = document.getElementById(field.getAttribute('aria-describedby') ?? '')
      expect([said?.textContent, field.getAttribute('aria-invalid')]).toEqual([
        'La date «\u00A0Du\u00A0» est après la date «\u00A0Au\u00A0»\u00A0: changez l’une des deux.',
        'true',
      ])
    }
    expect(document.body.textContent).not.toContain('Aucun rendez-vous avec ces filtres')
    fields[1]!.value = '2026-12-04'
    fields[1]!.form!.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
    expect([asked.at(-1)?.get('to'), document.querySelector('#filter-turned')]).toEqual(['2026-12-04', null])
  })

  it('leaves the page on which one stands when it becomes another list', async () => {
    await open('?agent=1&cursor=x')
    await click(button(document, 'Ceux de tous les agents'))
    expect(asked.at(-1)!.get('cursor')).toBeNull()
  })
})
