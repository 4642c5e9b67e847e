// What had the focus and goes away (a notice that is put away, a phone that is closed, a card that is answered) leaves it
// near: at what stands there now, or else at what is before. Whoever goes by keys or by ear would begin again at the top.
const SOON = 50
const HEADING = 'h1, h2, h3, .banner__title'

interface Step {
  parent: Element
  /** The nearest first. */
  before: Element[]
}

/** What has the focus, and where each that it stands in stands. */
let held: { one: Element; steps: Step[] } | undefined

function note({ target }: Event): void {
  if (!(target instanceof Element)) return
  const steps: Step[] = []
  for (let one = target; one.parentElement; one = one.parentElement) {
    const before: Element[] = []
    for (let each = one.previousElementSibling; each; each = each.previousElementSibling) before.push(each)
    steps.push({ parent: one.parentElement, before })
  }
  held = { one: target, steps }
}

function near(): Element | undefined {
  const step = held?.steps.find(({ parent }) => parent.isConnected)
  if (!step) return undefined
  const { parent, before } = step
  const last = before.find((one) => one.parentElement === parent)
  return (last ? last.nextElementSibling : parent.firstElementChild) ?? last ?? parent
}

function look(): void {
  if (!held || held.one.isConnected || document.activeElement !== document.body) return
  const place = near()
  const to = (place?.querySelector(HEADING) ?? place) as HTMLElement | undefined
  if (!to?.closest('main')) return
  to.tabIndex = -1
  to.focus({ preventScroll: true })
}

/** Once, for the page. After a moment: a screen or a dialog gives the focus by itself. */
export function keepFocusNear(): void {
  addEventListener('focusin', note)
  let timer: ReturnType<typeof setTimeout> | undefined
  const changed = () => {
    if (!held || held.one.isConnected) return
    clearTimeout(timer)
    timer = setTimeout(look, SOON)
  }
  new MutationObserver(changed).observe(document.body, { childList: true, subtree: true })
}
