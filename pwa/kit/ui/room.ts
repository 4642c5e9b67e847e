// Where a toast stands: over nothing that can be pressed, as low as it finds room.
const CONTROL = 'a[href], button, input, select, textarea, summary, label'
const STEP = 8
/** By then the screen that follows is drawn. */
const SETTLED = 400
/** Between it and what is beside it. */
const GAP = 4

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

/** Over no control, and in any case over no other toast: that one stays where it was, with its undo. */
function lift(box: HTMLElement): void {
  box.style.transform = ''
  const others = [...document.querySelectorAll('.toast')].filter((one) => one !== box)
  const controls = [...document.querySelectorAll(CONTROL)].filter((one) => !one.closest('.toast'))
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

/** Once, for the page: each toast from its first frame on. Beside the drawing, for no phone needs it to sign in. */
export function placeToasts(): void {
  // The phone's has other words each time; each of the office's is an element of its own.
  const words = new WeakMap<Element, string>()
  const look = () => {
    for (const box of document.querySelectorAll<HTMLElement>('.toast')) {
      const text = (box.querySelector('span') ?? box).textContent ?? ''
      if (words.get(box) !== text) stand(box)
      words.set(box, text)
    }
  }
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
}
