// Who taps twice means one act: what takes the place of a button is not set off by the second tap.
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage, t } from '../kit/i18n'
import { startRouter } from '../kit/router'
import { hasLock, MOST_TRIES, removeCode, setCode } from './lock'
import { routes } from './routes'
import { Lock } from './screens/Lock'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

let box: HTMLElement
const settle = (turns = 15) => act(() => new Promise((done) => setTimeout(done, turns * 10)))
const button = (words: string) => [...box.querySelectorAll('button')].find(({ textContent }) => textContent === words)!
const field = (name: string) => box.querySelector<HTMLInputElement>(`[name=${name}]`)!

/** As a finger does, or a mouse: `nth` is the browser's own count. */
async function tap(on: Element, { x = 10, nth = 1, by = 'touch' } = {}) {
  const where = { bubbles: true, cancelable: true, clientX: x, clientY: 10 }
  await act(() => {
    on.dispatchEvent(new PointerEvent('pointerdown', { ...where, pointerType: by }))
    on.dispatchEvent(new MouseEvent('click', { ...where, detail: nth }))
  })
}

beforeEach(async () => {
  await setLanguage('fr')
  startRouter(routes, '')
  removeCode()
  box = document.body.appendChild(document.createElement('div'))
  await settle(50)
})
afterEach(() => {
  render(null, box)
  box.remove()
  removeCode()
})

describe('a double tap', () => {
  it.each([
    ['touch', 1],
    ['mouse', 2],
  ])('on a button that is replaced does not set off the next one (%s)', async (by, nth) => {
    await setCode('4821')
    await act(() => render(<Lock />, box))
    const outside = box.appendChild(document.createElement('button'))
    await tap(outside, { by })
    await tap(button(t('app.lock.remove')), { by, nth })
    expect(field('code')).toBeNull()
  })

  it('elsewhere, or a while after, is another act', async () => {
    await setCode('4821')
    await act(() => render(<Lock />, box))
    const outside = box.appendChild(document.createElement('button'))
    await tap(outside)
    await tap(button(t('app.lock.remove')), { x: 300 })
    expect(field('code')).not.toBeNull()
    await settle(50)
    await tap(button(t('kit.keep')), { x: 300 })
    expect(field('code')).toBeNull()
  })
})

describe('the code of the app', () => {
  it('is taken away by whoever knows it alone', async () => {
    await setCode('4821')
    await act(() => render(<Lock />, box))
    await tap(button(t('app.lock.remove')))
    expect(hasLock()).toBe(true)
    const enter = async (code: string) => {
      field('code').value = code
      await act(() => void box.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true })))
      for (let turn = 0; turn < 50 && hasLock() && field('code')?.value; turn += 1) await settle(2)
    }
    await enter('4822')
    expect(hasLock()).toBe(true)
    expect(box.textContent).toContain(t('app.lock.left', { left: MOST_TRIES - 1 }))
    await enter('4821')
    expect(hasLock()).toBe(false)
  })
})
