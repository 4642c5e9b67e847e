// Where a toast stands: over nothing that can be pressed, as low as it finds room, and within the dialog that is open.
const CONTROL = 'a[href], button, input, select, textarea, summary, label'
const STEP = 8
/** By then the screen that follows is drawn. */
const SETTLED = 400
/** Between it and what is beside it. */
const GAP = 4
/** So long ago it was read aloud where it stood. */
const READ = 500
/** After this a reader of screens knows the box in its new place, and reads what comes into it. */
const KNOWN = 150

type Side = Pick<DOMRect, 'top' | 'bottom' | 'left' | 'right'>

/** How far above its own place, in pixels; undefined where the whole screen is full. */
export function liftOver(own: Side, taken: readonly Side[]): number | undefined {
  const beside = taken.filter(({ left, right }) => left < own.right && right > own.left)
  for (let lift = 0; own.top - lift >= 0; lift += STEP) {
    const [top, bottom] = [own.top - lift - GAP, own.bottom - lift + GAP]
    if (!beside.some((one) => one.bottom > top && one.top < bottom)) return lift
  }
  return undefined
}

/** In a bar for which the page keeps room nothing is covered: in the office. */
const hasRoom = (box: Element) => {
  const bar = box.closest('.notices')
  return bar !== null && getComputedStyle(bar).position === 'fixed'
}

/** Over no control, and in any case over no other toast: that one stays where it was, with its undo. */
function lift(box: HTMLElement): void {
  box.style.transform = ''
  if (hasRoom(box)) return
  const others = [...document.querySelectorAll('.toast:not(.toast--behind)')].filter((one) => one !== box)
  // Behind a dialog nothing can be pressed.
  const within = box.closest('dialog') ?? document
  const controls = [...within.querySelectorAll(CONTROL)].filter((one) => !one.closest('.toast'))
  const sides = (all: Element[]) => all.map((one) => one.getBoundingClientRect())
  const own = box.getBoundingClientRect()
  const free = liftOver(own, sides([...others, ...controls])) ?? liftOver(own, sides(others)) ?? 0
  box.style.transform = `translateY(-${free}px)`
}

/** Said on leaving a screen, it stands over the next one; what can be pressed itself stays where it is. */
function stand(box: HTMLElement): void {
  lift(box)
  if (!box.querySelector('button')) setTimeout(() => lift(box), SETTLED)
}

const said = () => document.querySelectorAll<HTMLElement>('.toast')
let box: Element | null = null
let home: Element | null = null
/** When each was said, and with which words: the phone's has other words each time; the office's are elements of their own. */
const words = new WeakMap<Element, { text: string; at: number }>()

/** Outside of an open dialog nothing is seen, pressed or read aloud: what is said goes into it, and comes back. */
function follow(): void {
  if (!home?.isConnected) {
    box?.remove()
    box = document.querySelector('.toasts')
    home = box?.parentElement ?? null
  }
  const place = [...document.querySelectorAll('dialog[open]')].pop() ?? home
  if (!box || !place || box.parentElement === place) return
  place.append(box)
  // Led out of its bar it finds a place, and back in it needs none.
  if (home?.matches('.notices')) for (const one of said()) lift(one)
  // What was said in this very moment would be in a box that has only just come: nobody would read it aloud.
  for (const one of said()) {
    const { at } = words.get(one) ?? { at: performance.now() }
    if (performance.now() - at > READ) continue
    one.style.visibility = 'hidden'
    setTimeout(() => (one.style.visibility = ''), KNOWN)
  }
}

function look(): void {
  follow()
  for (const one of said()) {
    const text = (one.querySelector('span') ?? one).textContent ?? ''
    if (words.get(one)?.text === text) continue
    words.set(one, { text, at: performance.now() })
    stand(one)
  }
}

/** Once, for the page: each toast from its first frame on. Beside the drawing, for no phone needs it to sign in. */
export function placeToasts(): void {
  const all = { childList: true, subtree: true, characterData: true, attributeFilter: ['open'] }
  new MutationObserver(look).observe(document.body, all)
}
