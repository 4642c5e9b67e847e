import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { left, watchPresses } from './aim'

watchPresses()
let heard: string[] = []
const place = { clientX: 100, clientY: 100 }

/** Down and up with the mouse, at once; the browser tells by `detail` a press from a key. */
function press(on: Element, at = place): void {
  on.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true, button: 0, ...at }))
  if (on.isConnected) on.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1, ...at }))
}
function add(html: string, name: string): Element {
  document.body.insertAdjacentHTML('beforeend', html)
  const made = document.body.lastElementChild!
  made.addEventListener('click', () => heard.push(name))
  return made
}
const wait = (milliseconds: number) => vi.advanceTimersByTime(milliseconds)

beforeAll(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterAll(() => void vi.useRealTimers())
beforeEach(() => {
  wait(5000)
  heard = []
  document.body.innerHTML = ''
})

const BUTTON = '<button>Défaire</button>'
const LINK = '<a href="#x">Suite</a>'

describe('the second press of a double click', () => {
  it.each([
    ['on the same button', BUTTON, 'same', 300, 0, false],
    ['on the button that came in its place', BUTTON, BUTTON, 300, 0, false],
    ['a few pixels beside', BUTTON, BUTTON, 300, 6, false],
    ['on the link that came in its place', BUTTON, LINK, 300, 0, false],
    ['on the button of the screen that a link has opened', LINK, BUTTON, 300, 0, false],
    ['on the words that came in its place', BUTTON, '<p>Des mots</p>', 300, 0, false],
    ['later', BUTTON, BUTTON, 501, 0, true],
    ['elsewhere', BUTTON, BUTTON, 300, 9, true],
    ['on the same link, from day to day', LINK, 'same', 300, 0, true],
    ['on what is stepped through', '<button data-again>+</button>', 'same', 300, 0, true],
    ['on the same choice', '<select><option>Oui</option></select>', 'same', 300, 0, true],
    ['after one on nothing', '<p>Des mots</p>', BUTTON, 300, 0, true],
  ])('%s is heard or let go', (_, first, second, milliseconds, pixels, isHeard) => {
    const one = add(first, 'first')
    press(one)
    const two = second === 'same' ? one : add(second, 'second')
    if (two !== one) one.remove()
    wait(milliseconds)
    press(two, { clientX: 100 + pixels, clientY: 100 })
    expect(heard.slice(1)).toEqual(isHeard ? [two === one ? 'first' : 'second'] : [])
  })

  it('is followed by a third that is let go too, and by a later one that is heard', () => {
    const one = add(BUTTON, 'first')
    for (const milliseconds of [0, 300, 300, 600]) {
      wait(milliseconds)
      press(one)
    }
    expect(heard).toEqual(['first', 'first'])
  })

  it('is none by the keyboard', () => {
    const one = add(BUTTON, 'first')
    for (let n = 0; n < 2; n += 1) one.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 0 }))
    expect(heard).toEqual(['first', 'first'])
  })
})

describe('what stood where something has just gone', () => {
  it.each([
    [0, 100, false],
    [599, 100, false],
    [600, 100, true],
    [100, 200, true],
  ])('is, %i ms after and at %i px, heard: %s', (milliseconds, clientX, isHeard) => {
    left({ left: 50, right: 150, top: 50, bottom: 150 } as DOMRect)
    wait(milliseconds)
    press(add(BUTTON, 'under'), { clientX, clientY: 100 })
    expect(heard).toEqual(isHeard ? ['under'] : [])
  })
})
