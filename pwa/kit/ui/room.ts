// Where a toast stands: over nothing that can be pressed, as low as it finds room.
const CONTROL = 'a[href], button, input, select, textarea, summary, label'
const STEP = 8
/** By then the screen that follows is drawn. */
const SETTLED = 400
/** Between it and what is beside it. */
const GAP = 4

type Side = Pick<DOMRect, 'top' | 'bottom' | 'left' | 'right'>

/** How far above its own place, in pixels; 0 where the whole screen is full. */
export function liftOver(own: Side, controls: readonly Side[]): number {
  const beside = controls.filter(({ left, right }) => left < own.right && right > own.left)
  for (let lift = 0; own.top - lift >= 0; lift += STEP) {
    const [top, bottom] = [own.top - lift - GAP, own.bottom - lift + GAP]
    if (!beside.some((one) => one.bottom > top && one.top < bottom)) return lift
  }
  return 0
}

function lift(box: HTMLElement): void {
  box.style.transform = ''
  const controls = [...document.querySelectorAll(CONTROL)].filter((one) => !box.contains(one))
  const boxes = controls.map((one) => one.getBoundingClientRect())
  box.style.transform = `translateY(-${liftOver(box.getBoundingClientRect(), boxes)}px)`
}

/** Said on leaving a screen, it stands over the next one; what can be pressed itself stays where it is. */
function stand(box: HTMLElement): ReturnType<typeof setTimeout> | undefined {
  lift(box)
  return box.querySelector('button') ? undefined : setTimeout(() => lift(box), SETTLED)
}

/** Once, for the page: each toast from its first frame on. Beside the drawing, for no phone needs it to sign in. */
export function placeToasts(): void {
  let words: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    const box = document.querySelector<HTMLElement>('.toast')
    if (box?.textContent === words) return
    clearTimeout(timer)
    words = box?.textContent ?? undefined
    if (box) timer = stand(box)
  }
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
}
