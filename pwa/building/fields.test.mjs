// @vitest-environment node
// Every field of every form of both sides says what it wants, in a sentence of its own (`expected.…`).
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { catalogue, languages } from './messages.mjs'

const ROOT = new URL('../', import.meta.url)
const FIELDS = new Set(['Field', 'SelectField', 'TextArea', 'PasswordField', 'ChoiceField', 'CodeField', 'SixDigits'])
// One of a text's languages: a TextArea or a Field.
FIELDS.add('Kind')
const GENERIC = ['errors.invalid', 'errors.required', 'errors.field_missing', 'errors.field_unreadable']

const sources = (side) =>
  readdirSync(new URL(`${side}/`, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx') && !name.includes('.test.'))
    .map((name) => `${side}/${name}`)

/** Its text attributes; one that is computed is there without its value. */
const attributesOf = (element) =>
  Object.fromEntries(
    element.attributes.properties
      .filter((one) => ts.isJsxAttribute(one))
      .map((one) => [
        one.name.getText(),
        one.initializer && ts.isStringLiteral(one.initializer) ? one.initializer.text : true,
      ]),
  )

function isField(tag, attributes) {
  // A form of that name, in PhoneProof.
  if (tag === 'CodeField' && 'challenge' in attributes) return false
  return FIELDS.has(tag) || (tag === 'CheckField' && 'required' in attributes)
}

/** Where each field stands, and under which key it says what it wants. */
function fieldsOf(file) {
  const text = readFileSync(new URL(file, ROOT), 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found = []
  const walk = (node) => {
    if (ts.isJsxSelfClosingElement(node) || ts.isJsxOpeningElement(node)) {
      const [tag, attributes] = [node.tagName.getText(), attributesOf(node)]
      const own = tag === 'CodeField' || tag === 'SixDigits' ? 'code' : undefined
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      if (isField(tag, attributes))
        found.push({ at: `${file}:${line + 1}`, key: attributes.expected ?? attributes.name ?? own })
    }
    ts.forEachChild(node, walk)
  }
  walk(source)
  return found
}

describe.each([
  ['probationer', 17],
  ['agent', 45],
])('the fields of %s', (side, atLeast) => {
  const fields = sources(side).flatMap(fieldsOf)

  it('are found', () => expect(fields.length).toBeGreaterThanOrEqual(atLeast))

  it.each(languages())('each say in %s what they want', (language) => {
    const words = catalogue(side, language)
    expect(fields.filter(({ key }) => !words[`expected.${key}`])).toEqual([])
    expect(GENERIC.filter((key) => key in words)).toEqual([])
  })

  it('are all the sentences that travel there', () => {
    const used = new Set(fields.map(({ key }) => `expected.${key}`))
    // A birth date in three fields, days in boxes: drawn by hand.
    for (const key of ['expected.birth_date', 'expected.weekdays']) used.add(key)
    const kept = Object.keys(catalogue(side, 'fr')).filter((key) => key.startsWith('expected.'))
    expect(side === 'probationer' ? kept.filter((key) => !used.has(key)) : []).toEqual([])
  })
})
