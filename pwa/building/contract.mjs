// shared/openapi.json → kit/contract/{probationer,agent}.ts: `npm run contract`. One file per side, so that a phone's
// bundle can never name an agent's address. `--check` only tells whether the files are current.
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const SIDES = ['probationer', 'agent']
const file = (side) => new URL(`../kit/contract/${side}.ts`, import.meta.url)

/** The schemas that a part of the document names, directly or not. */
function named(part, schemas, found = new Set()) {
  for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (found.has(name)) continue
    found.add(name)
    named(schemas[name], schemas, found)
  }
  return found
}

async function contract(document, side) {
  const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith(`/api/${side}/`)))
  const { responses } = document.components
  const wanted = named([paths, responses], document.components.schemas)
  const schemas = Object.fromEntries(Object.entries(document.components.schemas).filter(([name]) => wanted.has(name)))
  const ast = await openapiTS({ ...document, paths, components: { schemas, responses } })
  return `// Generated from shared/openapi.json by \`npm run contract\`; never edited.\n${astToString(ast)}`
}

const document = JSON.parse(readFileSync(new URL('../../shared/openapi.json', import.meta.url), 'utf8'))
const stale = []
for (const side of SIDES) {
  const text = await contract(document, side)
  if (!process.argv.includes('--check')) writeFileSync(file(side), text)
  else if (readFileSync(file(side), 'utf8') !== text) stale.push(side)
}
if (stale.length > 0) {
  process.stderr.write(`kit/contract is not current (${stale.join(', ')}): npm run contract\n`)
  process.exit(1)
}
