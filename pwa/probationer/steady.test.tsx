// Nothing under the finger changes in place: what nobody asked for waits for a calm moment, and an old aim is let go.
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../kit/call'
import { setLanguage } from '../kit/i18n'
import { forget, keep } from '../kit/load'
import { startRouter } from '../kit/router'
import { kept, perform, refusals, sendKept, understood } from './acts'
import { api, type Appointment as Data, type Home as HomeData } from './api'
import { home, inHours, one } from './homeWorld'
import { routes } from './routes'
import { Home } from './screens/Home'
import { known } from './session'
import { drawMoving, whenCalm } from './steady'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const second = { ...one, id: 'b2', starts_at: inHours(200), type: 'Convocation' } as Data
const cancelled = { ...one, state: 'cancelled', change: { kind: 'cancelled' } } as unknown as Data
const before = { ...home, upcoming: [one, second] }
const after = { ...home, upcoming: [second], called_off: [cancelled] }

let box: HTMLElement
let began = 0
const said = () => box.textContent!.replaceAll(/[\u00A0\u202F]/g, ' ')
const button = (text: string) =>
  [...box.querySelectorAll<HTMLElement>('button, a')].find(({ textContent }) => textContent!.includes(text))
const touch = (type: string) => dispatchEvent(new Event(type, { bubbles: true }))
const pass = (time: number) => act(async () => void (await vi.advanceTimersByTimeAsync(time)))

async function openHome(then: HomeData = after, first: HomeData = before) {
  keep('home', first)
  const answers = [first, then]
  vi.spyOn(api, 'get').mockImplementation((async (path: string) =>
    path === '/api/probationer/home' ? (answers.length > 1 ? answers.shift() : answers[0]) : { items: [] }) as never)
  await act(() => render(<Home />, box))
  await pass(20)
}
const readAgain = async () => {
  await act(async () => void dispatchEvent(new Event('online')))
  await pass(20)
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'] })
  // Each test a while after the one before it.
  began += 60_000
  vi.advanceTimersByTime(began)
  forget()
  localStorage.clear()
  known.value = { holder: 'h' } as typeof known.value
  understood() // what waits is read anew
  await setLanguage('fr')
  startRouter(routes, '')
  vi.spyOn(api, 'post').mockRejectedValue(new Problem('offline'))
  box = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  render(null, box)
  box.remove()
  known.value = undefined
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('home, while it is open', () => {
  it('keeps the place of a card that was called off, until its notice is put away', async () => {
    await openHome()
    const card = box.querySelector<HTMLElement>('.card--hero')!.parentElement!
    vi.spyOn(card, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 300, 480.5))
    await readAgain()
    expect(button('Je serai là')).toBeUndefined()
    expect(card.isConnected).toBe(true)
    expect(card.textContent).toContain('Ce rendez-vous est annulé')
    expect(card.style.minBlockSize).toBe('480.5px')
    expect(box.querySelectorAll('.banner--note')).toHaveLength(1)
    expect(box.querySelector('.line')!.textContent).toContain('Convocation')
    await act(async () => button('ne plus afficher')!.click())
    expect(said()).not.toContain('Ce rendez-vous est annulé')
    expect(button('Je serai là')).toBeDefined()
    expect(box.querySelector('.hero')!.nextElementSibling!.textContent).toContain('Convocation')
  })

  it('leaves no hole under a notice once it could be read and no finger is near', async () => {
    await openHome()
    const card = box.querySelector<HTMLElement>('.card--hero')!.parentElement!
    vi.spyOn(card, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 300, 480.5))
    await readAgain()
    touch('touchstart')
    await pass(4000)
    expect(card.style.minBlockSize).toBe('480.5px')
    touch('touchend')
    await pass(1100)
    expect(card.style.minBlockSize).toBe('')
    expect(said()).toContain('Ce rendez-vous est annulé')
  })

  it('says which appointment has passed, what to do and whom to call, until it is put away', async () => {
    const began = { ...one, starts_at: inHours(-2) }
    const { place: _place, ...briefly } = began
    const past = [{ ...briefly, place_name: 'Antenne de Démo' }]
    const then = { ...home, upcoming: [second], past } as unknown as HomeData
    await openHome(then, { ...home, upcoming: [began] } as HomeData)
    await readAgain()
    for (let visit = 1; visit <= 2; visit++) {
      expect(said()).toContain('Ce rendez-vous est passé')
      expect(said()).toMatch(/C’était : (aujourd’hui|hier), \d+ h \d\d · Antenne de Démo/)
      expect(said()).toContain('Vous êtes en retard, ou vous n’avez pas pu venir ? Appelez.')
      expect(box.querySelector('.banner--note a[href="tel:+33639980001"]')).not.toBeNull()
      expect(said()).toContain('Convocation')
      // Another screen, and back.
      await act(() => render(null, box))
      await act(() => render(<Home />, box))
      await pass(20)
    }
    await act(async () => button('ne plus afficher')!.click())
    await act(() => render(null, box))
    await act(() => render(<Home />, box))
    await pass(20)
    expect(said()).not.toContain('Ce rendez-vous est passé')
  })

  it('draws nothing new while a finger is on the screen, nor within a second after', async () => {
    await openHome()
    touch('touchstart')
    await readAgain()
    await pass(3000)
    expect(button('Je serai là')).toBeDefined()
    touch('touchend')
    await pass(900)
    expect(button('Je serai là')).toBeDefined()
    await pass(200)
    expect(said()).toContain('Ce rendez-vous est annulé')
  })

  it('shows what the person does at once all the same', async () => {
    await openHome()
    vi.spyOn(api, 'post').mockResolvedValue({ kind: 'coming', at: inHours(0), seen_at: null } as never)
    touch('touchstart')
    touch('touchend')
    await act(async () => button('Je serai là')!.click())
    await pass(20)
    expect(kept.value).toEqual([])
    expect(box.querySelector('.banner--success')!.textContent).toContain('Vous avez dit')
    // The reading that came of it still waits.
    expect(said()).not.toContain('Ce rendez-vous est annulé')
    await pass(1100)
    expect(said()).toContain('Ce rendez-vous est annulé')
  })

  it('lets a refusal wait too, when the answer left by itself', async () => {
    await openHome(before)
    const post = vi.spyOn(api, 'post').mockRejectedValue(new Problem('offline'))
    await act(async () => void perform({ act: 'answer', appointment: 'a1', revision: 2, kind: 'coming' }))
    await pass(20)
    post.mockRejectedValue(new Problem('appointment_cancelled', 409))
    touch('touchstart')
    await act(async () => void sendKept())
    await pass(4000)
    expect(post.mock.calls.length).toBeGreaterThan(1)
    expect([kept.value.length, refusals.value.length]).toEqual([1, 0])
    touch('touchend')
    await pass(1100)
    expect([kept.value.length, refusals.value.length]).toEqual([0, 1])
  })

  it('puts an earlier one above the card, which stays', async () => {
    await openHome({
      ...home,
      upcoming: [{ ...second, starts_at: inHours(24) }, one, { ...second, id: 'c3' }],
    } as HomeData)
    const card = box.querySelector('.card--hero')!
    await readAgain()
    expect(card.isConnected).toBe(true)
  })
})

describe('a press', () => {
  const place = (one: HTMLElement, top: number) =>
    vi.spyOn(one, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, top, 100, 40))
  const aim = (at: HTMLElement, how: PointerEventInit) => {
    at.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, ...how }))
    at.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }))
  }

  /** Two buttons; `first` gives its place to `other`. */
  function two() {
    box.innerHTML = '<button>first</button><button>other</button>'
    const [first, other] = box.querySelectorAll('button') as unknown as [HTMLElement, HTMLElement]
    place(first, 0)
    place(other, 50)
    const pressed = vi.fn()
    other.addEventListener('click', pressed)
    const move = () => {
      first.remove()
      place(other, 0)
    }
    return { first, other, pressed, move }
  }

  it('that was on its way to what has just gone from there does nothing', async () => {
    const { other, pressed, move } = two()
    whenCalm(move)
    vi.advanceTimersByTime(200)
    aim(other, { clientX: 10, clientY: 10 })
    expect(pressed).not.toHaveBeenCalled()
    // What is there has been seen by now.
    aim(other, { clientX: 10, clientY: 10 })
    expect(pressed).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['later', 700, { clientX: 10, clientY: 10 }],
    ['where nothing was before', 200, { clientX: 10, clientY: 45 }],
  ])('%s is meant', (_, wait, how) => {
    const { other, pressed, move } = two()
    drawMoving(move)
    vi.advanceTimersByTime(wait)
    aim(other, how)
    expect(pressed).toHaveBeenCalledTimes(1)
  })

  it('of a mouse, which shows what it points at, is meant', () => {
    const { other, pressed, move } = two()
    drawMoving(move)
    vi.advanceTimersByTime(200)
    aim(other, { clientX: 10, clientY: 10, pointerType: 'mouse' })
    expect(pressed).toHaveBeenCalledTimes(1)
  })

  it('after the page was scrolled is meant', () => {
    const { other, pressed, move } = two()
    drawMoving(move)
    dispatchEvent(new Event('scroll'))
    aim(other, { clientX: 10, clientY: 10 })
    expect(pressed).toHaveBeenCalledTimes(1)
  })

  it('on what has stayed is meant, as is one by the keyboard', () => {
    const { first, other, pressed } = two()
    const stayed = vi.fn()
    first.addEventListener('click', stayed)
    drawMoving(() => undefined)
    aim(first, { clientX: 10, clientY: 10 })
    expect(stayed).toHaveBeenCalledTimes(1)
    drawMoving(() => place(other, 0))
    other.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, clientX: 10, clientY: 10 }))
    other.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 0 }))
    expect(pressed).toHaveBeenCalledTimes(1)
  })
})
