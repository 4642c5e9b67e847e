// @vitest-environment node
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults } from './faults.mjs'
import { scriptFaults } from './scripts.mjs'
import { usedBySources } from './sources.mjs'
import { usedByStylesheet } from './stylesheets.mjs'

const folder = mkdtempSync(join(tmpdir(), 'compat-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(name, text) {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('a stylesheet', () => {
  const names = (css) => faults(usedByStylesheet(css), []).map((line) => line.split(': ').at(-2))

  it.each([
    ['@layer a { b { color: red } }', 'css.at-rules.layer'],
    ['@container (min-width: 3px) { a { color: red } }', 'css.at-rules.container'],
    ['@media (width >= 40em) { a { color: red } }', 'css.at-rules.media.range_syntax'],
    ['@property --x { inherits: false }', 'css.at-rules.property'],
    ['a:has(b) { color: red }', 'css.selectors.has'],
    [':is(a:dir(rtl), b) { color: red }', 'css.selectors.dir'],
    ['a { & b { color: red } }', 'css.selectors.nesting'],
    ['a { translate: 1px }', 'css.properties.translate'],
    ['a { grid-template-rows: subgrid }', 'css.properties.grid-template-rows.subgrid'],
    ['a { color: color-mix(in srgb, red, blue) }', 'css.types.color.color-mix'],
    ['a { color: rgb(from red r g b) }', 'css.types.color.rgb.relative_syntax'],
    ['a { inline-size: calc(100dvh - 1px) }', 'css.types.length.viewport_percentage_units_dynamic'],
    ['a { inline-size: 3cqi }', 'css.types.length.container_query_length_units'],
  ])('%s is refused', (css, name) => expect(names(css)).toContain(name))

  it('of today’s is not', () => {
    const css = '@media (min-width: 40em) { a:not(b):focus-visible { inset: max(1px, 2vw); color: rgb(0 0 0 / 5%) } }'
    expect(names(`@keyframes x { from { opacity: 0 } } ${css}`)).toEqual([])
  })
})

describe('a source', () => {
  const lines = {
    'structuredClone({})': 'api.structuredClone',
    '[1].at(-1)': 'javascript.builtins.Array.at',
    "'a'.at(0)": 'javascript.builtins.String.at',
    'Object.hasOwn({}, "a")': 'javascript.builtins.Object.hasOwn',
    'AbortSignal.timeout(1)': 'api.AbortSignal.timeout_static',
    'new CompressionStream("gzip")': 'api.CompressionStream',
    'document.body.checkVisibility()': 'api.Element.checkVisibility',
    'document.querySelector("p")?.showPopover()': 'api.HTMLElement.showPopover',
    'document.body.inert = true': 'api.HTMLElement.inert',
    'navigator.storage.getDirectory()': 'api.StorageManager.getDirectory',
    'Intl.supportedValuesOf("unit")': 'javascript.builtins.Intl.supportedValuesOf',
    'const box = <p popover="auto" />': 'html.global_attributes.popover',
    // Not at run time, not the browser's, or known to all: none of these is refused.
    'let kept: PushSubscription | undefined': undefined,
    'const own = { at: (n: number) => n }; own.at(1)': undefined,
    'document.body.replaceChildren("a".replaceAll("a", "b"))': undefined,
    'navigator.locks.request("a", () => [1].flatMap((n) => n))': undefined,
  }
  let refused
  beforeAll(() => {
    const file = written('planted.tsx', Object.keys(lines).join(';\n'))
    const options = { target: ts.ScriptTarget.ESNext, jsx: ts.JsxEmit.Preserve, types: [] }
    refused = faults(usedBySources(folder, [file], options), [])
  })

  it.each(Object.entries(lines).map(([text, name], index) => [text, name, index + 1]))('%s: %s', (_, name, line) => {
    const here = refused.filter((one) => one.startsWith(`planted.tsx:${line}:`)).map((one) => one.split(': ')[1])
    expect(here).toEqual(name ? [name] : [])
  })
})

describe('a built script', () => {
  it.each([
    ['class A { static { A.b = 1 } }', 'ClassStaticBlocks'],
    ['class A { #x = 1; has(o) { return #x in o } }', 'ErgonomicBrandChecks'],
    ['export const a = [2, 1].toSorted()', 'ArrayToSorted'],
    ['export const a = [2, 1].at(-1)', 'ArrayPrototypeAt'],
    ['{ using x = y }', 'Unexpected token'],
    ['export const a = (b, c) => b?.d(...c)', 'spread arguments after ?.'],
    ['export const a = /(?<=b)c/', 'a look behind'],
  ])('%s is refused', (code, words) => {
    expect(scriptFaults([written('planted.js', code)]).join('\n')).toContain(words)
  })

  it('of today’s is not', () => {
    const code =
      'export const a = async (b, ...c) => (b?.d ?? [...c].flat().map((e) => e ** 2)) || (await b) ? /b(?=c)/ : 1_0'
    expect(scriptFaults([written('fine.js', code)])).toEqual([])
  })
})

describe('an exception', () => {
  const used = usedByStylesheet('a:has(b) { color: red } i:has(b) { color: red }')

  it('holds for its name and its place only', () => {
    const here = { why: '', where: ['a:has(b)'], names: ['css.selectors.has'] }
    expect(faults(used, [here])).toEqual([
      expect.stringMatching(/^i:has\(b\): css\.selectors\.has: chrome has it from 105/),
    ])
    expect(faults(used, [{ why: '', names: ['css.selectors.has'] }])).toEqual([])
  })

  it('that nothing needs is a fault itself', () => {
    const idle = { why: '', names: ['css.selectors.has', 'css.at-rules.layer'] }
    expect(faults(used, [idle])).toEqual([expect.stringContaining('css.at-rules.layer: nothing needs this')])
  })
})
