// A finger on its way to a button finds that button. What nobody asked for is drawn over the screen in a calm moment
// only; and a press that was aimed at what has just gone from there is let go, for nobody meant what came instead.
import { drawOver } from '../kit/load'
import { placeToasts } from '../kit/ui/room'
import { keepFocusNear } from './near'

/** Milliseconds without a touch. */
const CALM = 1000
/** A finger whose end was not heard of has gone by then. */
const LONGEST = 10_000
/** How long a finger is on its way to what it was aimed at. */
const AIM = 600
/** Within so many milliseconds and pixels a tap is the second of two; on a mouse the browser counts them. */
const TWICE = 400
const NEAR = 40
const ACTING = 'a[href], button:not([aria-expanded])'
const CONTROL = 'a[href], button, input, select, textarea, summary, label'

let isTouched = false
let touchedAt = -Infinity
/** Where it was touched last. */
let touched = ''
let timer: ReturnType<typeof setTimeout> | undefined
let waiting: (() => void)[] = []
let drawnAt = -Infinity
/** Where each control stood before the last drawing. */
let stood: { control: Element; box: DOMRect }[] = []
let isAstray = false
let isFinger = false
let tapped = { at: -Infinity, x: 0, y: 0 }

/** What is drawn here may move what stands under the finger, or take its place. */
export function drawMoving(draw: () => void): void {
  stood = [...document.querySelectorAll(CONTROL)].map((control) => ({ control, box: control.getBoundingClientRect() }))
  drawnAt = performance.now()
  draw()
}

/** Now, or once nobody has touched this screen for a while; a touch on another one has led here, and is over. */
export function whenCalm(draw: () => void): void {
  const isCalm = performance.now() - touchedAt >= CALM || touched !== location.href
  if (!isTouched && isCalm) drawMoving(draw)
  else waiting.push(draw)
}

function touch(isOn: boolean): void {
  isTouched = isOn
  touchedAt = performance.now()
  touched = location.href
  clearTimeout(timer)
  timer = setTimeout(calm, isOn ? LONGEST : CALM)
}

function calm(): void {
  isTouched = false
  const due = waiting
  waiting = []
  if (due.length > 0) drawMoving(() => due.forEach((draw) => draw()))
}

const isInside = ({ left, right, top, bottom }: DOMRect, { clientX: x, clientY: y }: PointerEvent) =>
  x >= left && x <= right && y >= top && y <= bottom

function press(event: PointerEvent): void {
  // A mouse shows at every moment what it points at; a finger hides it, and comes from far away.
  isFinger = event.pointerType !== 'mouse'
  const wasThere = isFinger && performance.now() - drawnAt < AIM && stood.find(({ box }) => isInside(box, event))
  isAstray = wasThere ? !wasThere.control.contains(event.target as Node) : false
  // The next press is aimed at what is there.
  stood = []
}

/** Whoever taps twice means one act: the second may meet a button that took the place of the first. */
function isSecond({ clientX: x, clientY: y, detail, target }: MouseEvent): boolean {
  if (!(target instanceof Element) || !target.closest(ACTING)) return false
  const isSoon = performance.now() - tapped.at < TWICE && Math.hypot(x - tapped.x, y - tapped.y) < NEAR
  return isFinger ? isSoon : detail > 1
}

function letGo(event: MouseEvent): void {
  // By the keyboard nothing is aimed at a place.
  if (event.detail === 0) return
  const isMeant = !isAstray && !isSecond(event)
  isAstray = false
  if (isMeant) tapped = { at: performance.now(), x: event.clientX, y: event.clientY }
  else {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
}

const forget = () => {
  stood = []
}

/** As if one went on typing: no form says any longer that there is no network. */
const connected = () => {
  for (const form of document.forms) form.dispatchEvent(new Event('input'))
}

/** Once, for the page. */
function watch(): void {
  addEventListener('pointerdown', press, true)
  addEventListener('click', letGo, true)
  // Scrolled, everything stands elsewhere: nothing is known of an aim from before.
  addEventListener('scroll', forget, { capture: true, passive: true })
  // A touch that scrolls ends as a pointer, and stays on the screen.
  const hear = { capture: true, passive: true }
  for (const type of ['mousedown', 'touchstart']) addEventListener(type, () => touch(true), hear)
  for (const type of ['mouseup', 'touchend', 'touchcancel']) addEventListener(type, () => touch(false), hear)
  addEventListener('online', connected)
  drawOver(whenCalm)
  placeToasts()
  keepFocusNear()
}

watch()
