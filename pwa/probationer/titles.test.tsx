// What a tab, a history and a screen reader call a screen: no two screens of the app have the same name.
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { LANGUAGES, setLanguage } from '../kit/i18n'
import { forget } from '../kit/load'
import { go, Outlet, startRouter } from '../kit/router'
import { api } from './api'
import { routes } from './routes'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

let box: HTMLElement | undefined

afterEach(() => {
  if (box) render(null, box)
  box?.remove()
  vi.restoreAllMocks()
})

/** Nothing is answered: a title waits for no data. */
async function titles(): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const { name, path } of routes) {
    document.title = ''
    await act(() => go(path.replace(':id', '1')))
    await act(async () => {
      await vi.dynamicImportSettled()
      await new Promise((done) => setTimeout(done, 10))
    })
    found.set(document.title, [...(found.get(document.title) ?? []), name])
  }
  return found
}

it('no two screens of the app have the same title, in any language', async () => {
  vi.spyOn(api, 'get').mockImplementation(() => new Promise(() => undefined))
  vi.spyOn(api, 'post').mockImplementation(() => new Promise(() => undefined))
  startRouter(routes, '')
  for (const { code } of LANGUAGES) {
    forget()
    await setLanguage(code)
    box ??= document.body.appendChild(document.createElement('div'))
    await act(() => render(<Outlet missing={() => <p />} />, box!))
    const found = await titles()
    expect([...found.entries()].filter(([title, screens]) => screens.length > 1 || !title)).toEqual([])
    render(null, box)
  }
})
