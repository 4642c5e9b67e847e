import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '../kit/i18n'
import { forget, keep, remembered } from '../kit/load'
import { startRouter } from '../kit/router'
import { api, type Home } from './api'
import { Notices } from './parts/Notices'
import { Waiting } from './parts/Waiting'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const told = (changes: object = {}) => ({
  kind: 'new_device' as const,
  at: '2026-11-29T08:00:00.123456Z',
  detail: 'Firefox, Android',
  count: 3,
  ...changes,
})
const homeWith = (...notices: Home['notices']) => ({ notices }) as unknown as Home

async function draw(home: Home): Promise<HTMLElement> {
  document.body.innerHTML = '<div id="app"></div>'
  const box = document.querySelector<HTMLElement>('#app')!
  await act(() => render(<Notices home={home} />, box))
  return box
}

const press = (box: HTMLElement, words: string) =>
  act(async () => [...box.querySelectorAll('button')].find((one) => one.textContent === words)!.click())

beforeEach(async () => {
  vi.restoreAllMocks()
  forget()
  startRouter([
    { name: 'devices', path: '/moi/appareils', screen: Waiting },
    { name: 'takeback', path: '/reprendre', screen: Waiting },
  ])
  await setLanguage('fr')
})

describe('sign-ins on other phones', () => {
  it('are one line with a count, and a way to where they are ended', async () => {
    const box = await draw(homeWith(told()))
    expect(box.querySelectorAll('.banner')).toHaveLength(1)
    expect(box.querySelector('.banner__title')?.textContent).toBe('3 connexions sur d’autres téléphones')
    expect(box.querySelector('a')?.getAttribute('href')).toBe('/moi/appareils')
  })

  it('are told no more after « c’était moi », up to the last that was shown', async () => {
    const home = homeWith(told(), { ...told(), kind: 'number_changed' })
    keep('home', home)
    const post = vi.spyOn(api, 'post').mockResolvedValue(undefined as never)
    await press(await draw(home), 'C’était moi')
    expect(post).toHaveBeenCalledWith('/api/probationer/notices/settled', {
      body: { kind: 'new_device', until: told().at },
    })
    expect((remembered('home') as Home).notices.map(({ kind }) => kind)).toEqual(['number_changed'])
  })

  it('are one in a copy of an earlier version, which had no count', async () => {
    const box = await draw(homeWith(told({ count: undefined })))
    expect(box.querySelector('.banner__title')?.textContent).toBe('Une connexion sur un autre téléphone')
  })
})

describe('several notices', () => {
  const off = { id: 'a1', revision: 1, state: 'cancelled', where: 'phone', starts_at: '2030-01-14T08:00:00Z' }
  const cancelled = (id: string) => ({ ...off, id, change: { kind: 'cancelled' } })

  it('stand one at a time, what matters most first, and none is lost', async () => {
    const home = {
      ...homeWith(told(), told({ kind: 'number_changed' })),
      called_off: [cancelled('a1'), cancelled('a2')],
    }
    const box = await draw(home as unknown as Home)
    const shown = [...box.querySelectorAll('.banner')].filter((one) => !one.closest('details'))
    expect(shown.map((one) => one.querySelector('.banner__title')!.textContent)).toEqual(['Ce rendez-vous est annulé'])
    expect(box.querySelector('summary')!.textContent).toBe('3 autres informations')
    expect(box.querySelectorAll('details .banner')).toHaveLength(3)
    expect(box.querySelector('details')!.open).toBe(false)
  })

  it('are no more than that one where there is one', async () => {
    const box = await draw(homeWith(told()))
    expect(box.querySelector('details')).toBeNull()
  })
})
