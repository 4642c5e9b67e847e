import { render } from 'preact'
import { afterEach, expect, it, vi } from 'vitest'
import { go, startRouter, useRoute } from '../kit/router'
import { signal, useChange, useSignal } from './signal'

const box = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, box))

// Without `act`: a browser draws first and runs effects a moment later, and so does this.
it('draws what changed between the first drawing and its effects', async () => {
  const known = signal('nobody')
  const Name = () => <p>{useSignal(known)}</p>
  render(<Name />, box)
  known.value = 'somebody'
  await vi.waitFor(() => expect(box.textContent).toBe('somebody'))
})

it('hears of such a change too', () => {
  const known = signal('nobody')
  const heard = vi.fn()
  const Follows = () => {
    useChange(known, heard)
    return null
  }
  render(<Follows />, box)
  known.value = 'somebody'
  expect(heard).toHaveBeenCalledOnce()
})

it('draws the address to which one went at once', async () => {
  startRouter([
    { name: 'home', path: '/', screen: () => null },
    { name: 'me', path: '/moi', screen: () => null },
  ])
  const Where = () => <p>{useRoute().path}</p>
  render(<Where />, box)
  go('/moi')
  await vi.waitFor(() => expect(box.textContent).toBe('/moi'))
})
