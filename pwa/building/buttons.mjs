// Every button that the two sides' source can draw, by the keys of its words: one JSON line each, for the tests that
// look for a button that no state of any screen shows.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const PWA = fileURLToPath(new URL('..', import.meta.url))
const BUTTONS = new Set(['button', 'Button', 'Submit', 'summary'])
const SPEAKERS = new Set(['t', 'plural', 'textOf'])
// A key is a path of words; its last part may be made up of what is known only then.
const KEY = /^[a-z_*]+(\.[a-z0-9_*]+)+$/

/** A literal as it stands, a template with `*` for what is filled in. */
function wordsOf(node) {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map((span) => `*${span.literal.text}`).join('')]
  return node.getChildren().flatMap(wordsOf)
}

function keysIn(node) {
  const own =
    ts.isCallExpression(node) && SPEAKERS.has(node.expression.getText())
      ? node.arguments.slice(0, node.expression.getText() === 'textOf' ? 2 : 1).flatMap(wordsOf)
      : []
  return [...own.filter((key) => KEY.test(key)), ...ts.forEachChildAsArray(node).flatMap(keysIn)]
}
ts.forEachChildAsArray ??= (node) => {
  const children = []
  ts.forEachChild(node, (child) => void children.push(child))
  return children
}

function buttonsIn(node) {
  const tag = ts.isJsxElement(node) ? node.openingElement : ts.isJsxSelfClosingElement(node) ? node : undefined
  const inner = ts.forEachChildAsArray(node).flatMap(buttonsIn)
  if (!tag || !BUTTONS.has(tag.tagName.getText())) return inner
  return [[...new Set(keysIn(node))].toSorted(), ...inner]
}

/** The keys of each button of a file, in the order of its lines. */
export function buttonsOf(name, text) {
  return buttonsIn(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX))
}

const sources = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile() && /(?<!\.test)\.tsx$/.test(one.name) && one.name !== 'testing.tsx')
    .map((one) => join(one.parentPath ?? one.path, one.name))
    .toSorted()

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const side of ['agent', 'kit', 'probationer'])
    for (const file of sources(join(PWA, side)))
      for (const keys of buttonsOf(file, readFileSync(file, 'utf8')))
        process.stdout.write(`${JSON.stringify({ file: relative(PWA, file), keys })}\n`)
