import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import { setSession } from '../session'
import { clear, draw, morning, serve, SESSION, settle } from '../testing'
import Readings from './Readings'
import { isExportable } from './Appointments'
import { Today } from './Today'

const REACHED = { agent: 2, name: 'Noé ESSAI', kind: 'opened', count: 1200, at: '2026-11-23T08:00:00Z' }
const ENTRY = {
  at: '2026-11-23T07:58:00Z', verb: 'probationers.search', count: 25, scope: 'service', page: 'next', words: 'name',
  first: '', last: '',
} // prettier-ignore
let asked: (string | null)[] = []

const text = (of: HTMLElement) => of.textContent?.replaceAll(/[\u00A0\u202F]/g, ' ')

describe('what agents looked at', () => {
  beforeEach(() => {
    forget()
    asked = []
    setSession({ ...SESSION, may: [...SESSION.may, 'manage_agents'] })
    serve({
      'GET readings': (_, url) => {
        const agent = url.searchParams.get('agent')
        asked.push(agent)
        return { reached: [REACHED], items: agent ? [ENTRY] : [], next: null }
      },
      'GET colleagues': () => ({
        items: [
          { id: 2, last_name: 'ESSAI', first_name: 'Noé', organisation: { id: 1, name: 'Service' } },
          { id: 3, last_name: 'TEST', first_name: 'Zoé', organisation: { id: 9, name: 'Autre' } },
        ],
      }),
      'GET morning': () => morning(),
    })
  })
  afterEach(() => {
    clear()
    history.replaceState(null, '', '/')
  })

  it('says who met a limit, and what one agent of the service did', async () => {
    history.replaceState(null, '', '/agent/consultations')
    const page = await draw(<Readings />)
    expect(text(page)).toContain('Noé ESSAI')
    expect(text(page)).toContain('1 200 dossiers ouverts dans la journée')
    await settle()
    const choice = page.querySelector('select')!
    expect([...choice.options].map((one) => one.textContent)).toEqual(['Choisissez un agent', 'ESSAI Noé'])
    choice.value = '2'
    await act(() => void choice.dispatchEvent(new Event('change', { bubbles: true })))
    await settle()
    await settle()
    expect(asked).toEqual([null, '2'])
    expect(text(page)).toContain('par nom · tout le service · 25 lignes · page suivante')
  })

  it('is announced on the day of whoever answers for the service, and of nobody else', async () => {
    history.replaceState(null, '', '/agent/')
    const page = await draw(<Today />)
    await settle()
    expect(text(page)).toContain('1 limite de consultation a été atteinte.')
    forget()
    setSession(SESSION)
    const other = await draw(<Today />)
    await settle()
    expect(text(other)).not.toContain('limite de consultation')
  })

  it.each([
    [{ from: '2026-01-01', to: '2027-01-31' }, true],
    [{ from: '2026-01-01', to: '2027-02-02' }, false],
    [{ from: '2026-01-01' }, false],
    [{ without_outcome: '1' }, false],
  ])('offers a file of appointments of thirteen months at most: %j %s', (query, is) => {
    expect(isExportable(query)).toBe(is)
  })
})
