// Which features of MDN's table a stylesheet uses: its rules, selectors, properties and their values.
import postcss from 'postcss'
import selectors from 'postcss-selector-parser'
import values from 'postcss-value-parser'
import { at, DATA } from './data.mjs'

/** Every function of the table's types by its name; the shallowest of two with one name. */
function functions() {
  const found = new Map()
  const queue = [[DATA.css.types, ['css', 'types']]]
  for (const [node, path] of queue) {
    for (const [name, child] of Object.entries(node)) {
      if (name === '__compat') continue
      if (!found.has(name)) found.set(name, [...path, name])
      queue.push([child, [...path, name]])
    }
  }
  return found
}

const FUNCTIONS = functions()
const LENGTHS = ['css', 'types', 'length']
const VIEWPORTS = { d: 'dynamic', l: 'large', s: 'small' }

function ofUnit(word) {
  const [, viewport, container] = /^[\d.+-]+(?:([dls])v|(cq))(?:[whib]|min|max)$/.exec(word) ?? []
  if (container) return [[...LENGTHS, 'container_query_length_units']]
  if (viewport) return [[...LENGTHS, `viewport_percentage_units_${VIEWPORTS[viewport]}`]]
  return [[...LENGTHS, word.replace(/^[\d.+-]+/, '')]]
}

function ofValue(property, text) {
  const found = []
  values(text).walk((node) => {
    if (node.type === 'word') found.push(['css', 'properties', property, node.value], ...ofUnit(node.value))
    if (node.type !== 'function' || !FUNCTIONS.has(node.value)) return
    found.push(FUNCTIONS.get(node.value))
    if (node.nodes[0]?.value === 'from') found.push([...FUNCTIONS.get(node.value), 'relative_syntax'])
  })
  return found
}

function ofSelector(text) {
  const found = []
  const read = (root) => {
    root.walkPseudos(({ value }) => found.push(['css', 'selectors', value.replace(/^::?/, '')]))
    root.walkNesting(() => found.push(['css', 'selectors', 'nesting']))
  }
  selectors(read).processSync(text)
  return found
}

function ofAtRule({ name, params }) {
  const path = ['css', 'at-rules', name]
  const features = [...params.matchAll(/\(\s*([a-z-]+)/g)].map(([, feature]) => path.concat(feature))
  return [path, ...features, ...(/[<>]/.test(params) ? [[...path, 'range_syntax']] : [])]
}

/** What building/styles.mjs adds so that our rules stand above the design system's. */
const written = (selector) => selector.replaceAll(':not(#\\#)', '')

/** Each use as { name, path, where }: `where` is the selector, the declaration or the at-rule. */
export function usedByStylesheet(css) {
  const used = new Map()
  const add = (where, paths) => {
    for (const path of paths.filter(at)) {
      const name = path.join('.')
      used.set(`${name} ${where}`, { name, path, where })
    }
  }
  const root = postcss.parse(css)
  root.walkAtRules((rule) => add(`@${rule.name} ${rule.params}`, ofAtRule(rule)))
  root.walkDecls(({ prop, value }) => add(`${prop}:${value}`, [['css', 'properties', prop], ...ofValue(prop, value)]))
  root.walkRules((rule) => {
    if (!rule.parent.name?.endsWith('keyframes')) add(written(rule.selector), ofSelector(rule.selector))
    if (rule.parent.type === 'rule') add(written(rule.selector), [['css', 'selectors', 'nesting']])
  })
  return [...used.values()]
}
