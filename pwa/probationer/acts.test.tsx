// The queue as the screens see it: over the real copies, the real storage of the browser, and a server that fails.
import { render } from 'preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../kit/call'
import type { Appointment, Home, Me } from './api'
import { memoryCaches } from './memory'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const appointment = {
  id: 'a1',
  revision: 1,
  starts_at: new Date(Date.now() + 86_400_000).toISOString(),
  time_zone: 'Europe/Paris',
  where: 'place',
  whom_to_call: { label: 'Accueil', phone: '+33639980001', hours: null },
  answer: { kind: 'coming', late_minutes: null, words: null, at: '2026-11-01T08:00:00Z', seen_at: null },
} as unknown as Appointment
const home = { upcoming: [appointment], now: new Date().toISOString() } as unknown as Home
const me = { address: '1 rue de l’Essai', city: 'Paris', wants_sms: true, wants_push: true } as unknown as Me
const cannot = { act: 'answer', appointment: 'a1', revision: 1, kind: 'cannot', reason: 'work' } as const
const noNetwork = () => Promise.reject(new Problem('offline'))
const tick = () => new Promise((resolve) => setTimeout(resolve, 5))

/** A page's life: another one is a reload. */
async function opened() {
  vi.resetModules()
  const load = await import('../kit/load')
  const { copiesFor } = await import('./copies')
  load.keepCopiesIn(copiesFor(() => 30))
  const { api } = await import('./api')
  return { load, api, acts: await import('./acts'), reading: await import('./reading') }
}

let box: HTMLElement

beforeEach(async () => {
  vi.stubGlobal('caches', memoryCaches())
  localStorage.clear()
  localStorage.setItem('known', JSON.stringify({ holder: 'h' }))
  const { load } = await opened()
  load.keep('home', home)
  load.keep('appointment:a1', appointment)
  load.keep('me', me)
  await tick()
  box = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  render(null, box)
  box.remove()
})

describe('what waits', () => {
  it('is drawn from the first frame after a reload, asking nobody', async () => {
    const before = await opened()
    vi.spyOn(before.api, 'post').mockImplementation(noNetwork)
    expect(await before.acts.perform(cannot)).toBe('kept')
    await opened()
    const { Answer } = await import('./parts/Answer')
    const { routes } = await import('./routes')
    const i18n = await import('../kit/i18n')
    await i18n.setLanguage('fr')
    ;(await import('../kit/router')).startRouter(routes, '')
    render(<Answer appointment={appointment} />, box)
    expect(box.textContent).toContain(i18n.t('app.kept.unsent'))
    expect(box.textContent).not.toContain(i18n.t('app.answer.coming_words'))
  })

  it('is a changed address too, wherever the details are shown', async () => {
    const before = await opened()
    vi.spyOn(before.api, 'patch').mockImplementation(noNetwork)
    await before.acts.perform({ act: 'details', changes: { address: '2 rue de la Démo', city: 'Lyon' } })
    const { acts } = await opened()
    const { detailsWith, waitingDetails } = await import('./wishes')
    expect(detailsWith(me, acts.kept.value)).toMatchObject({
      address: '2 rue de la Démo',
      city: 'Lyon',
      wants_sms: true,
    })
    expect([waitingDetails('address', acts.kept.value), waitingDetails('channels', acts.kept.value)]).toEqual([
      true,
      false,
    ])
  })

  it.each([
    ['a call that succeeds', async () => void (await (await import('./api')).api.get('/api/probationer/home'))],
    ['becoming visible', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['the network', () => dispatchEvent(new Event('online'))],
  ])('leaves on %s', async (_, happens) => {
    const { api, acts } = await opened()
    const post = vi.spyOn(api, 'post').mockImplementation(noNetwork)
    await acts.sendKept()
    await acts.perform(cannot)
    post.mockResolvedValue(undefined as never)
    vi.stubGlobal('fetch', async () => Response.json(home))
    await happens()
    await tick()
    expect(acts.kept.value).toEqual([])
    expect(post.mock.calls.map(([, options]) => (options as { key: string }).key).length).toBe(2)
  })

  it('goes with everything else of the person', async () => {
    const { api, acts } = await opened()
    vi.spyOn(api, 'post').mockImplementation(noNetwork)
    await acts.sendKept()
    await acts.perform(cannot)
    await (await import('./session')).wipe()
    expect([acts.kept.value, localStorage.getItem('acts')]).toEqual([[], null])
  })

  it('is kept for this visit where the browser keeps nothing', async () => {
    const { api, acts } = await opened()
    vi.spyOn(api, 'post').mockImplementation(noNetwork)
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('full')
    })
    expect(await acts.perform(cannot)).toBe('kept')
    expect(acts.kept.value).toHaveLength(1)
  })

  it('is taken over from what an earlier version kept elsewhere', async () => {
    const { api, acts } = await opened()
    const { put } = await import('./store')
    await put('acts', '1', { key: 'k', holder: 'h', at: 5, wish: cannot })
    await put('acts', '2', { key: 'l', holder: 'other', at: 6, wish: cannot })
    const post = vi.spyOn(api, 'post').mockResolvedValue(undefined as never)
    await acts.sendKept()
    await tick()
    expect(post.mock.calls.map(([, options]) => (options as { body: { act: { at: string } } }).body.act.at)).toEqual([
      new Date(5).toISOString(),
    ])
  })
})

describe('what was accepted', () => {
  const said = { id: 'x', kind: 'cannot', at: '2026-11-02T08:00:00Z', words: null, late_minutes: null, seen_at: null }

  it('stands in the copies of home and detail at once, though nothing can be read afterwards', async () => {
    const { api, acts, load } = await opened()
    vi.spyOn(api, 'get').mockImplementation(noNetwork)
    vi.spyOn(api, 'post').mockResolvedValue({ ...said, revision: 1 } as never)
    expect(await acts.perform(cannot)).toBe('done')
    expect(load.remembered('appointment:a1')).toMatchObject({ answer: { kind: 'cannot', at: said.at } })
    const copies = (await import('./copies')).copiesFor(() => 30)
    for (const reloaded of [await copies.read('home')])
      expect((reloaded!.data as Home).upcoming[0]!.answer).toMatchObject({ kind: 'cannot', at: said.at })
  })

  it('is what counts, where the server knows of something newer', async () => {
    const { api, acts, load } = await opened()
    vi.spyOn(api, 'post').mockResolvedValue({ ...said, kind: 'coming', revision: 1 } as never)
    await acts.perform(cannot)
    expect(load.remembered('appointment:a1')).toMatchObject({ answer: { kind: 'coming' } })
  })

  it('mends a reading that had left before and arrives after', async () => {
    const { api, acts, reading } = await opened()
    let arrive: (value: unknown) => void = () => undefined
    vi.spyOn(api, 'get').mockImplementation(() => new Promise((resolve) => (arrive = resolve)) as never)
    const stale = reading.READS.me()
    vi.spyOn(api, 'patch').mockResolvedValue({ ...me, city: 'Lyon' } as never)
    await acts.perform({ act: 'details', changes: { city: 'Lyon' } })
    arrive(me)
    expect((await stale).city).toBe('Lyon')
  })
})

describe('a screen', () => {
  it('says on the way what was done, and not that there is no network', async () => {
    const { api, acts } = await opened()
    vi.spyOn(api, 'post').mockImplementation(() => new Promise(() => undefined))
    void acts.perform(cannot)
    expect(acts.keptAnswer(appointment)).toMatchObject({ isSending: true, wish: { kind: 'cannot' } })
    expect(acts.keptAnswer({ ...appointment, revision: 2 })).toBeUndefined()
  })
})
