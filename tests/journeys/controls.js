// Put into a page by controls.py: presses are noted and swallowed, and after each step every box is measured again.
;(() => {
  const CONTROL = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex="0"]'
  const found = []
  let at, before, scrolled, seen

  const isShown = (one) => {
    const { width, height } = one.getBoundingClientRect()
    return (
      width > 1 && height > 1 && one.checkVisibility({ visibilityProperty: true }) && !one.closest('.unseen, .skip')
    )
  }
  /** A button by what it says too, without the name that only a screen reader hears. */
  const said = (one) =>
    [...one.querySelectorAll('span:not(.unseen)')].map((part) => part.firstChild?.textContent).join(' ')
  const kindOf = (one) =>
    [one.tagName, one.type, one.className, one.parentElement.className, one.tagName === 'BUTTON' && said(one)].join(' ')
  const nameOf = (one) =>
    `${one.tagName.toLowerCase()} ${one.className} “${(one.ariaLabel || one.textContent || one.name || '').trim().slice(0, 40)}”`
  /** What is pressed where this element is: the control around it, or that of the label around it. */
  const owner = (one) => one?.closest?.(CONTROL) ?? one?.closest?.('label')?.control ?? null
  const boxes = (scrolledTo = scrollY) =>
    found.map((one) => {
      const { left, top, width, height } = one.getBoundingClientRect()
      return [left + scrollX, top + scrolledTo, width, height].map((side) => Math.round(side * 2) / 2)
    })
  const compare = (step) => {
    // Firefox may correct by a pixel where the page was scrolled to, on a busy machine long after `settled`: what stands
    // where it stood on the screen, but for how halves are rounded, has not moved either.
    const isCorrected = scrollY !== scrolled && Math.abs(scrollY - scrolled) <= 1
    const onScreen = isCorrected ? boxes(scrolled) : []
    boxes().forEach((box, index) => {
      const was = before[index]
      const stays = onScreen[index]?.every((side, of) => Math.abs(side - was[of]) <= 0.5)
      if (String(box) !== String(was) && !stays)
        seen.faults.add(`${step} moves ${nameOf(found[index])}: ${was} → ${box}`)
    })
  }
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))

  /** Firefox may correct by a pixel where a page was scrolled to, some frames later. */
  const settled = async () => {
    for (let was; was !== scrollY;) {
      was = scrollY
      await drawn()
    }
  }

  /** In the first of its boxes (a link may run over two lines), where nothing lies over it. */
  const pointOf = (one) => {
    const { left, top, width, height } = one.getClientRects()[0]
    const spots = [0.5, 0.25, 0.75].flatMap((x) => [0.5, 0.25, 0.75].map((y) => [left + width * x, top + height * y]))
    return spots.find(([x, y]) => owner(document.elementFromPoint(x, y)) === one)
  }
  /** A word within a sentence is as high as its line (WCAG 2.5.8); elsewhere the label belongs to its control. */
  const isSmall = (one, least) => {
    if (getComputedStyle(one).display === 'inline') return false
    const around = [one, ...(one.labels ?? [])].map((each) => each.getBoundingClientRect())
    return !around.some(({ width, height }) => width >= least - 0.5 && height >= least - 0.5)
  }

  const note = (step) => (event) => {
    if (!seen) return
    seen[event.type] = owner(event.target)
    compare(step)
  }
  addEventListener('mousemove', note('the pointer'), true)
  addEventListener('mouseup', note('the press'), true)
  addEventListener(
    'mousedown',
    (event) => {
      note('the pointer')(event)
      // Its list is drawn by the browser, over the page, and would take the pointer with it.
      if (event.target.closest('select')) {
        event.preventDefault()
        event.target.focus({ preventScroll: true })
      }
    },
    true,
  )
  for (const type of ['click', 'auxclick', 'submit', 'dragstart'])
    addEventListener(
      type,
      (event) => {
        if (!seen) return
        event.preventDefault()
        event.stopImmediatePropagation()
        if (type === 'click') seen.click = owner(event.target)
      },
      true,
    )

  /** What presses it by the keyboard; text is typed into, a list opens outside of the page. */
  const keyOf = (one) => {
    if (one.matches('a[href], button, [role=button]')) return 'Enter'
    return one.matches('summary, [type=checkbox], [type=radio]:checked') ? 'Space' : null
  }

  /** Each is pressed where the one before it stood, and no press is the second of a double click there. */
  function leave(by) {
    const far = { bubbles: true, button: 0, detail: 1, clientX: -999, clientY: -999 }
    document.body.dispatchEvent(new PointerEvent('pointerdown', { ...far, pointerType: by === 'mouse' ? by : 'touch' }))
    document.body.dispatchEvent(new MouseEvent('click', far))
  }

  async function begin(index, least, by) {
    at = found[index]
    seen = undefined
    document.activeElement?.blur()
    leave(by)
    at.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
    await settled()
    before = boxes()
    scrolled = scrollY
    seen = { faults: new Set() }
    if (isSmall(at, least)) seen.faults.add(`smaller than ${least} px: ${before[index].slice(2)}`)
    at.focus({ preventScroll: true, focusVisible: true })
    compare('the focus')
    await drawn()
    compare('the focus')
    if (by === 'keyboard') return keyOf(at)
    at.blur()
    await drawn()
    const point = pointOf(at)
    if (!point) seen.faults.add('lies under something else')
    return point ?? null
  }

  async function end(wasPressed, by) {
    await drawn()
    compare('the press')
    for (const type of wasPressed ? (by === 'mouse' ? ['mousedown', 'mouseup', 'click'] : ['click']) : [])
      if (seen[type] !== at) seen.faults.add(`${type} is at ${seen[type] ? nameOf(seen[type]) : 'nothing'}`)
    const faults = [...seen.faults].map((fault) => `${nameOf(at)}: ${fault}`)
    seen = undefined
    return faults
  }

  window.__controls = {
    /** How many there are; of each kind at most so many. */
    find: (most) => {
      const kinds = {}
      found.length = 0
      for (const one of document.querySelectorAll(CONTROL)) {
        if (!isShown(one) || one.tabIndex < 0) continue
        const kind = kindOf(one)
        kinds[kind] = (kinds[kind] ?? 0) + 1
        if (kinds[kind] <= most) found.push(one)
      }
      return found.length
    },
    begin,
    end,
    /** What every control that is shown says. */
    said: () =>
      [...document.querySelectorAll(CONTROL)]
        .filter(isShown)
        .map((one) => [one.textContent, one.ariaLabel, ...[...(one.labels ?? [])].map((label) => label.textContent)])
        .flat()
        .filter(Boolean),
    /** Those that a press changes the screen by, without leaving it. */
    openers: (most) => {
      const kinds = {}
      return [...document.querySelectorAll('button, summary, input[type=radio], input[type=checkbox], select')].filter(
        (one) => isShown(one) && (kinds[kindOf(one)] = (kinds[kindOf(one)] ?? 0) + 1) <= most,
      )
    },
    /** Pressed by its place among the openers; a list takes its last choice. */
    press: (one) => {
      if (one.tagName === 'SELECT') {
        one.selectedIndex = one.options.length - 1
        one.dispatchEvent(new Event('input', { bubbles: true }))
        one.dispatchEvent(new Event('change', { bubbles: true }))
      } else one.click()
    },
  }
})()
