import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toast } from '../../kit/ui'
import type { Said } from '../../kit/ui/toast'
import { button, clear, draw } from '../testing'
import { stacked, Toasts } from './Toasts'

const undo = (run = vi.fn()) => ({ label: 'Défaire', run })
const said = () => [...document.querySelectorAll('.toast > span')].map((one) => one.textContent)
const say = (...words: [string, Said['action']?]) => act(() => void toast(...words))
const pass = (milliseconds: number) => act(() => void vi.advanceTimersByTime(milliseconds))
const press = (key: string) =>
  act(() => void document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))
const only = (text: string) => [...document.querySelectorAll('.toast')].find((one) => one.textContent?.includes(text))!

describe('what is said in the office', () => {
  beforeEach(async () => {
    const page = await draw(
      <>
        <button type="button">Ailleurs</button>
        <Toasts />
      </>,
    )
    button(page, 'Ailleurs')!.focus()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
    clear()
  })

  it('leaves standing what can still be undone', async () => {
    const first = undo()
    await say('Le premier', first)
    await say('Le second')
    expect(said()).toEqual(['Le premier', 'Le second'])
    await act(() => button(only('Le premier'), 'Défaire')!.click())
    expect(first.run).toHaveBeenCalledOnce()
    expect(said()).toEqual(['Le second'])
  })

  it('has a time of its own each', async () => {
    await say('Le premier', undo())
    await pass(5000)
    await say('Le second')
    await pass(5001)
    expect(said()).toEqual(['Le second'])
    await pass(1000)
    expect(said()).toEqual([])
  })

  it('waits while the focus is on it, and leads it back', async () => {
    await say('Le premier', undo())
    await act(() => button(only('Le premier'), 'Défaire')!.focus())
    await pass(60_000)
    expect(said()).toEqual(['Le premier'])
    await act(() => button(only('Le premier'), 'Défaire')!.click())
    expect(document.activeElement?.textContent).toBe('Ailleurs')
  })

  it('is undone by U, the last first', async () => {
    const [first, second] = [undo(), undo()]
    await say('Le premier', first)
    await say('Le second', second)
    await say('Sans suite')
    await press('u')
    expect([first.run.mock.calls.length, second.run.mock.calls.length]).toEqual([0, 1])
    await press('u')
    expect(first.run).toHaveBeenCalledOnce()
    expect(said()).toEqual(['Sans suite'])
  })

  it('is read aloud once: what stands already is not said again', async () => {
    const box = document.querySelector('.toasts')!
    expect([box.getAttribute('role'), box.getAttribute('aria-atomic')]).toEqual(['status', 'false'])
    await say('Le premier', undo())
    const before = only('Le premier')
    const words = before.textContent
    await say('Le second', undo())
    expect(only('Le premier')).toBe(before)
    expect(before.textContent).toBe(words)
  })
})

const shown = (id: number, canUndo: boolean) => ({ id, text: '', action: canUndo ? undo() : undefined })
const stack = (signs: string) => [...signs].map((sign, id) => shown(id, sign === 'u'))

it.each([
  ['', '.', [9]],
  ['u', '.', [0, 9]],
  ['uu', 'u', [0, 1, 9]],
  ['.uu', 'u', [1, 2, 9]],
  ['u.u', '.', [0, 2, 9]],
  ['uu.', 'u', [0, 1, 9]],
  ['uuu', 'u', [1, 2, 9]],
  ['uuu', '.', [1, 2, 9]],
  ['...', '.', [1, 2, 9]],
])('of %j and a new %j stay %j', (signs, next, ids) => {
  expect(stacked(stack(signs), shown(9, next === 'u')).map(({ id }) => id)).toEqual(ids)
})
