// `npm run compat`, after a build: the built scripts and stylesheets, and what our sources ask of the browser, hold for
// the oldest browsers (building/browsers.mjs).
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { EXCEPTIONS } from './exceptions.mjs'
import { faults } from './faults.mjs'
import { scriptFaults } from './scripts.mjs'
import { usedBySources } from './sources.mjs'
import { usedByStylesheet } from './stylesheets.mjs'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const ASSETS = `${ROOT}dist/assets/`

const built = (ending) =>
  readdirSync(ASSETS)
    .filter((name) => name.endsWith(ending))
    .map((name) => ASSETS + name)

function sources() {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile)
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT)
  const own = fileNames.filter((name) => !/\.test\.tsx?$|\/testing\.tsx$|\/vitest\.config\.ts$|\.d\.ts$/.test(name))
  return usedBySources(ROOT, own, options)
}

function found() {
  if (!existsSync(ASSETS)) return ['dist/ is not there: npm run build']
  const styles = built('.css').flatMap((file) => usedByStylesheet(readFileSync(file, 'utf8')))
  return [...scriptFaults([...built('.js'), `${ROOT}dist/worker.js`]), ...faults([...sources(), ...styles], EXCEPTIONS)]
}

const lines = [...new Set(found())]
if (lines.length > 0) {
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exit(1)
}
