import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import { go, guardLeaving, href, match, Outlet, startRouter, type Route } from './router'
import { PageTitle } from './ui'

const routes: Route[] = [
  { name: 'home', path: '/', screen: () => <PageTitle>Home</PageTitle> },
  { name: 'file', path: '/files/:id', screen: ({ params }) => <PageTitle>{`File ${params['id']}`}</PageTitle> },
  { name: 'edit', path: '/files/:id/edit', screen: () => <PageTitle>Edit</PageTitle> },
]

function draw() {
  document.body.innerHTML = '<div id="app"></div>'
  act(() =>
    render(
      <>
        <Outlet missing={() => <p>nowhere</p>} />
        <a id="in" href="/files/7">
          in
        </a>
        <a id="out" href="/elsewhere">
          out
        </a>
      </>,
      document.querySelector('#app')!,
    ),
  )
}

const heading = () => document.querySelector('h1')?.textContent

beforeEach(() => {
  guardLeaving(undefined)
  history.replaceState(null, '', '/')
  startRouter(routes)
  draw()
})

describe('addresses', () => {
  it('find their route and its parameters, decoded', () => {
    // An address is anybody's to write: half an escape must not leave a white page.
    for (const id of ['7', 'a%20b', '%E0%A4%A', '%'])
      expect(match(`/files/${id}`, routes)).toMatchObject({ route: { name: 'file' }, params: { id } })
    expect(match('/files/7/edit/', routes)?.route.name).toBe('edit')
    expect(match('/files', routes)).toBeUndefined()
  })

  it('are written from the name of a route', () => {
    expect(href('file', { id: 'a/b' }, { tab: 'x' })).toBe('/files/a%2Fb?tab=x')
    expect(() => href('nobody')).toThrow('no route nobody')
  })

  it('lie under the prefix of their side', () => {
    startRouter(routes, '/agent')
    expect(href('file', { id: 1 })).toBe('/agent/files/1')
    startRouter(routes, '')
  })
})

describe('the link back', () => {
  const back = async () => {
    const over = new Promise((done) => addEventListener('popstate', done, { once: true }))
    await act(async () => {
      document.querySelector<HTMLElement>('.back')!.click()
      await Promise.race([over, new Promise((done) => setTimeout(done, 200))])
    })
  }
  const table = [
    ...routes,
    { name: 'detail', path: '/detail', screen: () => <PageTitle back="/files/7">Detail</PageTitle> },
  ]

  it('leads to where the screen was opened from', async () => {
    startRouter(table, '', { returns: true })
    act(() => go('/detail'))
    await back()
    expect(heading()).toBe('Home')
  })

  it('leads one level up where it was opened from elsewhere, and in the office', async () => {
    startRouter(table, '', { returns: true })
    history.replaceState(null, '', '/detail')
    act(() => draw())
    await back()
    expect(heading()).toBe('File 7')
    startRouter(table)
    act(() => go('/detail'))
    await back()
    expect(heading()).toBe('File 7')
  })
})

describe('moving', () => {
  it('draws the screen and gives its heading the focus', () => {
    act(() => go('/files/7'))
    expect(heading()).toBe('File 7')
    expect(document.activeElement).toBe(document.querySelector('h1'))
    expect(document.title).toContain('File 7')
  })

  it('takes plain clicks on links of the app only', () => {
    const click = (id: string, init: MouseEventInit = {}) => {
      const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...init })
      act(() => void document.querySelector(id)!.dispatchEvent(event))
      return event.defaultPrevented
    }
    expect(click('#out')).toBe(false)
    expect(click('#in', { ctrlKey: true })).toBe(false)
    expect(click('#in')).toBe(true)
    expect(heading()).toBe('File 7')
  })

  it('says so when the address is of no route', () => {
    act(() => go('/nowhere'))
    expect(document.body.textContent).toContain('nowhere')
  })

  it('stays when the guard says so', () => {
    guardLeaving(() => false)
    act(() => go('/files/7'))
    expect(heading()).toBe('Home')
    guardLeaving(() => true)
    act(() => go('/files/7'))
    expect(heading()).toBe('File 7')
  })
})
