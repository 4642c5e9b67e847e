import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toast } from '../../kit/ui'
import type { Said } from '../../kit/ui/toast'
import { button, clear, draw } from '../testing'
import { watchPresses } from './aim'
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

  it('shows of two that can be undone the last, says that there is another, and brings it forward', async () => {
    const behind = () => [...document.querySelectorAll('.toast--behind > span')].map((one) => one.textContent)
    const more = () => document.querySelector('.toast small')?.textContent
    const first = undo()
    await say('Le premier', first)
    expect([behind(), more()]).toEqual([[], undefined])
    await say('Le second', undo())
    await say('Le troisième', undo())
    await say('Sans suite')
    expect(behind()).toEqual(['Le second'])
    expect(more()).toBe('Encore 1 à défaire.')
    await act(() => button(only('Le troisième'), 'Défaire')!.click())
    expect([behind(), more()]).toEqual([[], undefined])
    expect(only('Le second').className).toBe('toast toast--undo')
    expect(first.run).not.toHaveBeenCalled()
  })

  it('shows one of each: what came later without an undo stands before what came earlier', async () => {
    await say('Le premier')
    await say('Le second', undo())
    await say('Le troisième')
    expect(['Le premier', 'Le second', 'Le troisième'].map((text) => only(text).className)).toEqual([
      'toast toast--behind',
      'toast toast--undo',
      'toast',
    ])
  })

  it('lets a press go that was aimed at it in the moment when it went', async () => {
    watchPresses()
    const run = vi.fn()
    await say('Le premier', undo())
    only('Le premier').getBoundingClientRect = () => new DOMRect(300, 700, 500, 60)
    const under = button(document, 'Ailleurs')!
    under.addEventListener('click', run)
    await pass(10_001)
    expect(said()).toEqual([])
    const at = { clientX: 400, clientY: 720, bubbles: true }
    under.dispatchEvent(new MouseEvent('pointerdown', at))
    under.dispatchEvent(new MouseEvent('click', { ...at, detail: 1 }))
    expect(run).not.toHaveBeenCalled()
  })

  it('is put away by its cross and by Escape, the last first, and leads the focus back', async () => {
    await say('Le premier', undo())
    await say('Le second')
    await press('Escape')
    expect(said()).toEqual(['Le premier'])
    const cross = only('Le premier').querySelector<HTMLElement>('.toast__close')!
    expect(cross.getAttribute('aria-label')).toBe('Fermer cet avis')
    await act(() => cross.focus())
    await act(() => cross.click())
    expect(said()).toEqual([])
    expect(document.activeElement?.textContent).toBe('Ailleurs')
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
