import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { liftOver, placeToasts } from './room'

const side = (top: number, bottom: number, left = 0, right = 360) => ({ top, bottom, left, right })
const toast = side(600, 650, 16, 344)

it.each([
  ['where nothing is', [], 0],
  ['where what can be pressed stands below and above', [side(660, 700), side(500, 590)], 0],
  ['above a button', [side(610, 640)], 48],
  ['above two buttons, in the first room that is high enough', [side(610, 640), side(560, 590)], 96],
  ['between two buttons', [side(610, 640), side(480, 530)], 48],
  ['beside one', [side(610, 640, 345, 360)], 0],
  ['nowhere, where the whole screen is full', [side(0, 700)], undefined],
])('a toast stands %s', (_, controls, lift) => {
  expect(liftOver(toast, controls)).toBe(lift)
})

describe('what is said while a dialog is open', () => {
  const one = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector)!
  const observed = () => new Promise((resolve) => setTimeout(resolve))
  const say = (text: string) => one('.toasts').insertAdjacentHTML('beforeend', `<div class="toast">${text}</div>`)
  const home = '<div class="home"><div class="toasts" role="status"></div></div>'

  placeToasts()
  beforeEach(async () => {
    document.body.innerHTML = `<dialog id="first"></dialog><dialog id="second"></dialog>${home}`
    await observed()
  })
  afterEach(() => vi.useRealTimers())

  it('stands in it, and in the upper one of two, and goes back', async () => {
    for (const id of ['first', 'second']) {
      one<HTMLDialogElement>(`#${id}`).showModal()
      await observed()
      say(id)
      expect(one(`#${id} .toasts`).textContent).toContain(id)
    }
    one<HTMLDialogElement>('#second').close()
    await observed()
    expect(one('#first > .toasts').textContent).toBe('firstsecond')
    one<HTMLDialogElement>('#first').close()
    await observed()
    expect(one('.home > .toasts').textContent).toBe('firstsecond')
  })

  it('comes back from a dialog that is taken away, and belongs to the page that is there', async () => {
    one<HTMLDialogElement>('#first').showModal()
    await observed()
    one('#first').remove()
    await observed()
    expect(document.querySelectorAll('.home > .toasts')).toHaveLength(1)
    document.body.innerHTML = home
    await observed()
    expect(document.querySelectorAll('.home > .toasts')).toHaveLength(1)
  })

  it('is read aloud in it where it was said in the same moment, and no second time where it stood before', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] })
    say('before')
    await Promise.resolve()
    vi.advanceTimersByTime(1000)
    say('now')
    one<HTMLDialogElement>('#first').showModal()
    await Promise.resolve()
    const seen = () => [...document.querySelectorAll<HTMLElement>('.toast')].map(({ style }) => style.visibility)
    expect(seen()).toEqual(['', 'hidden'])
    vi.advanceTimersByTime(200)
    expect(seen()).toEqual(['', ''])
  })
})
