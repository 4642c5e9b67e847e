import { render } from 'preact'
import { useEffect } from 'preact/hooks'
import { act } from 'preact/test-utils'
import { expect, it } from 'vitest'
import { go, Outlet, startRouter } from '../kit/router'
import { useStep } from './step'

const steps: ReturnType<typeof useStep<string>>[] = []
function Number() {
  const own = useStep<string>()
  useEffect(() => void steps.push(own))
  return <p>{own.step ?? 'number'}</p>
}

it('fetches nobody back whose code comes after she has gone elsewhere', async () => {
  document.body.innerHTML = '<div id="app"></div>'
  startRouter([
    { name: 'phone', path: '/moi/telephone', screen: Number },
    { name: 'home', path: '/', screen: () => <p>home</p> },
  ])
  act(() => render(<Outlet missing={() => <p>missing</p>} />, document.querySelector('#app')!))
  act(() => go('/moi/telephone'))
  const { enter, leave } = steps.at(-1)!
  act(() => go('/'))
  act(() => enter('code'))
  act(() => void leave('/moi'))
  expect(location.pathname + location.search).toBe('/')
})
