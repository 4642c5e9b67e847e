// Evaluated in a page: words that go on in another line although one line holds them, numbers that do, text cut off.
;() => {
  const AROUND = '.card, .banner, dialog, main, header, nav, body'
  const HIDDEN = '.unseen, .skip, script, style, noscript, option, svg'
  const found = []
  const isShown = (one) =>
    !one.closest(HIDDEN) && one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
  /** As much as a line could hold: within its card, whatever stands beside the word. */
  const lineOf = (one) => {
    const box = one.closest(AROUND)
    const { paddingLeft, paddingRight } = getComputedStyle(box)
    return box.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
  }
  const inLines = (node, { index, 0: text }) => {
    const range = document.createRange()
    range.setStart(node, index)
    range.setEnd(node, index + text.length)
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 0)
    const width = boxes.reduce((sum, box) => sum + box.width, 0)
    return { width, lines: new Set(boxes.map(({ bottom }) => Math.round(bottom / 4))).size }
  }
  const look = (node, pattern, what) => {
    for (const match of node.data.matchAll(pattern)) {
      const { width, lines } = inLines(node, match)
      if (lines > 1 && width <= lineOf(node.parentElement)) found.push(`${what}: ${match[0]}`)
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const node = texts.currentNode
    if (!isShown(node.parentElement)) continue
    look(node, /[\p{L}\p{M}\p{N}]+/gu, 'broken word')
    look(node, /(?:0\d|••)(?:[\s\u00A0](?:\d\d|••)){4}/gu, 'broken number')
  }
  for (const one of document.querySelectorAll('body *')) {
    if (!isShown(one) || getComputedStyle(one).overflowX === 'visible') continue
    if (one.scrollWidth > one.clientWidth + 1 && !one.matches('input, select, textarea'))
      found.push(`cut off: ${one.tagName} ${one.className}`)
  }
  return found
}
