// Names and paths of a side's route table, read from its source: the tests walk every screen by this list.
import { readFileSync } from 'node:fs'

export function routesOf(file) {
  const source = readFileSync(file, 'utf8')
  const routes = [...source.matchAll(/\bname:\s*'([^']+)',\s*path:\s*'([^']+)'/g)].map(([, name, path]) => ({
    name,
    path,
  }))
  const declared = [...source.matchAll(/\bscreen:/g)].length
  if (routes.length !== declared)
    throw new Error(
      `${file}: ${declared} screens but ${routes.length} readable routes; write name: '…', path: '…', screen: …`,
    )
  return routes
}
