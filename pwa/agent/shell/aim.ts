// Presses that nobody meant are let go: the second of a double click, which would act on what the first has brought there
// (« Défaire » where « Excusé » was), and one that was aimed at a notice that has just gone.
/** Milliseconds between the two of a double click: the longest that Windows proposes. */
const AGAIN = 500
/** Pixels that a hand moves between them. */
const NEAR = 8
/** How long a hand is on its way to what has gone, in milliseconds. */
const AIM = 600
const CONTROL = 'a[href], button, input, select, textarea, summary, label'

interface Press {
  at: number
  x: number
  y: number
  control: Element | null
}

let last: Press | undefined
let gone: { box: DOMRect; at: number }[] = []
let isAstray = false

const controlOf = (event: Event) => (event.target as Element | null)?.closest?.(CONTROL) ?? null

/** Where the same stands still, links, choices and what is stepped through (`data-again`) may be pressed quickly. */
const mayAgain = (first: Element, now: Element | null) =>
  first === now && first.isConnected && (!first.matches('button') || first.hasAttribute('data-again'))

const isInside = ({ left, right, top, bottom }: DOMRect, { x, y }: Press) =>
  x >= left && x <= right && y >= top && y <= bottom

function press(event: MouseEvent): void {
  if (event.button !== 0) return
  const now = { at: performance.now(), x: event.clientX, y: event.clientY, control: controlOf(event) }
  gone = gone.filter(({ at }) => now.at - at < AIM)
  const isSecond = last && now.at - last.at < AGAIN && Math.hypot(now.x - last.x, now.y - last.y) <= NEAR
  isAstray = gone.some(({ box }) => isInside(box, now))
  if (isSecond && last?.control && !mayAgain(last.control, now.control)) {
    isAstray = true
    // A third is no more meant than the second.
    now.control = last.control
  }
  last = now
}

function letGo(event: MouseEvent): void {
  // By the keyboard nothing is aimed at a place.
  if (!isAstray || event.detail === 0) return
  isAstray = false
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** A notice goes from there. */
export const left = (box: DOMRect) => void gone.push({ box, at: performance.now() })

/** Once, for the page, and before whatever else hears of clicks. */
export function watchPresses(): void {
  addEventListener('pointerdown', press, true)
  addEventListener('click', letGo, true)
}
