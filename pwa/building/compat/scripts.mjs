// What the built scripts ask of a browser's JavaScript, our packages' part included: syntax, and built-in methods.
import { readFileSync } from 'node:fs'
import { runChecks } from 'es-check'
import ts from 'typescript'
import { OLDEST } from '../browsers.mjs'

const QUERY = [...Object.entries(OLDEST), ['ios_saf', OLDEST.safari]].map((one) => one.join(' ')).join(', ')

// Both are ECMAScript that a parser takes, and wrong in one of our browsers all the same.
const SPREAD = 'spread arguments after ?. (building/browsers.mjs): chrome has them right from 91'
const LOOKBEHIND = 'a look behind in a regular expression: safari has it from 16.4'

function pitfalls(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const found = []
  const visit = (node) => {
    const add = (what) => found.push(`${file}: ${what}: ${node.getText().slice(0, 80)}`)
    if (ts.isCallChain(node) && node.arguments.some(ts.isSpreadElement)) add(SPREAD)
    if (ts.isRegularExpressionLiteral(node) && /\(\?<[=!]/.test(node.text)) add(LOOKBEHIND)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** What is wrong with them, a line each. */
export function scriptFaults(files) {
  const common = { module: true, cache: false, files }
  // The first parses: all syntax. The second knows built-in methods by browser.
  const checks = [
    { ...common, ecmaVersion: 'es2021' },
    { ...common, checkBrowser: true, browserslistQuery: QUERY, checkFeatures: true },
  ]
  const errors = checks.flatMap((check) => runChecks([check], {}).errors)
  return [...errors.map(({ file, err }) => `${file}: ${err.message}`), ...files.flatMap(pitfalls)]
}
