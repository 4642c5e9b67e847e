// What a phone on a small data plan has to fetch; the build stops when it grows past these.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const KB = 1000
const BUDGETS = {
  'probationer first scripts': 20 * KB,
  'probationer all scripts': 49.2 * KB,
  'probationer catalogue': 14 * KB,
  'probationer styles': 20 * KB,
  'sign-in, first load': 40 * KB,
  worker: 6 * KB,
  'agent first screen': 45 * KB,
  'agent all scripts': 90 * KB,
  'agent styles': 20 * KB,
}

const size = (text) => gzipSync(text, { level: 9 }).length
const sum = (chunks) => chunks.reduce((total, chunk) => total + size(chunk.code), 0)
/** What the page needs before it can draw: the entry and what it imports at once. */
export function atOnce(
  chunks,
  names = chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName),
  found = new Set(),
) {
  for (const name of names) {
    if (found.has(name)) continue
    found.add(name)
    atOnce(chunks, chunks.find((chunk) => chunk.fileName === name)?.imports ?? [], found)
  }
  return chunks.filter((chunk) => found.has(chunk.fileName))
}
/** A language's two halves together. */
const catalogue = (app, language) =>
  sum(
    app.chunks.filter((chunk) =>
      [`\0messages/${language}`, `\0messages/${language}-rest`].includes(chunk.facadeModuleId),
    ),
  )
const isCatalogue = (chunk) => Boolean(chunk.facadeModuleId?.startsWith('\0messages/'))

function measure({ app, office, languages, dist }) {
  const scripts = app.chunks.filter((chunk) => !isCatalogue(chunk))
  const french = app.chunks.find((chunk) => chunk.facadeModuleId === '\0messages/fr')
  const icon = readFileSync(`${dist}..${'/probationer/icons/icon.svg'}`)
  const manifest = readFileSync(`${dist}manifest.webmanifest`)
  const first = atOnce(app.chunks)
  return {
    'probationer first scripts': sum(first),
    'probationer all scripts': sum(scripts),
    'probationer catalogue': Math.max(...languages.map((language) => catalogue(app, language))),
    'probationer styles': size(app.css),
    'sign-in, first load':
      size(app.html) + sum(first) + size(french.code) + size(app.css) + size(icon) + size(manifest),
    worker: size(readFileSync(`${dist}worker.js`)),
    'agent first screen': sum(atOnce(office.chunks)),
    'agent all scripts': sum(office.chunks.filter((chunk) => !isCatalogue(chunk))),
    'agent styles': size(office.css),
  }
}

export function check(built) {
  const measured = measure(built)
  const lines = Object.entries(BUDGETS).map(
    ([name, most]) =>
      `${measured[name] > most ? 'OVER ' : '     '}${name.padEnd(27)}${String(measured[name]).padStart(7)} of ${most} bytes gz`,
  )
  if (Object.entries(BUDGETS).some(([name, most]) => measured[name] > most))
    throw new Error(`budget exceeded:\n${lines.join('\n')}`)
  return `${lines.join('\n')}\n`
}
