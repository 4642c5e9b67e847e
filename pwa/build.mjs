// Both front ends, one command: `npm run build` writes dist/ (see the list at the end of main()).
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'
import { TARGET } from './building/browsers.mjs'
import { atOnce, check } from './building/budget.mjs'
import { JSX } from './building/jsx.mjs'
import { early, languages, messages, missing } from './building/messages.mjs'
import { routesOf } from './building/routes.mjs'
import { stylesheet } from './building/styles.mjs'

const ROOT = fileURLToPath(new URL('.', import.meta.url))
const DIST = `${ROOT}dist/`
const ASSETS = `${DIST}assets/`
const SIDES = ['probationer', 'agent']

// The phone's chunks: what the first screen needs, in one file; the screens of every day with all that they need, in
// another, so that nothing is asked for only once that one has come. The others take from both.
const CHUNKS = {
  probationer: {
    groups: [
      { name: 'first', tags: ['$initial'], priority: 1 },
      { name: 'daily', test: /\/probationer\/screens\/daily\.ts$/ },
      { name: 'code', test: /\/probationer\/parts\/CodeStep\.tsx$/ },
    ],
  },
}
// Nothing happens by importing the kit: a part that only later screens name comes with them. (The office, with its many
// small chunks, would only get more of them.)
const TREESHAKE = { probationer: { moduleSideEffects: [{ test: /\/pwa\/kit\//, sideEffects: false }] } }

/** Vite's helper preloads what chunks depend on; ours have no styles and one level: the bare import() is enough. */
const bareImports = () => ({
  name: 'bare-imports',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js'
      ? { code: 'export const __vitePreload = (load) => load()', moduleType: 'js' }
      : null,
})

const shared = (side) => ({
  configFile: false,
  root: ROOT,
  base: '/',
  logLevel: 'warn',
  plugins: [bareImports(), messages(side)],
})

async function scripts(side) {
  const output = await build({
    ...shared(side),
    oxc: JSX,
    build: {
      target: TARGET,
      outDir: DIST,
      emptyOutDir: false,
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rolldownOptions: {
        treeshake: TREESHAKE[side],
        input: { [side]: `${ROOT}${side}/main.tsx` },
        output: {
          codeSplitting: CHUNKS[side],
          entryFileNames: 'assets/[name]-[hash].js',
          chunkFileNames: `assets/${side}-[name]-[hash].js`,
          assetFileNames: 'assets/[name]-[hash][extname]',
        },
      },
    },
  })
  return output.output.filter((chunk) => chunk.type === 'chunk')
}

function hashed(name, content) {
  const [stem, extension] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.'))]
  const file = `assets/${stem}-${createHash('sha256').update(content).digest('base64url').slice(0, 8)}${extension}`
  writeFileSync(DIST + file, content)
  return file
}

function icons() {
  const folder = `${ROOT}probationer/icons/`
  const names = readdirSync(folder).filter((name) => /\.(png|svg)$/.test(name))
  return Object.fromEntries(names.map((name) => [name, `/${hashed(name, readFileSync(folder + name))}`]))
}

function page(side, chunks, style, icon) {
  const entry = chunks.find((chunk) => chunk.isEntry).fileName
  const french = chunks.find((chunk) => chunk.facadeModuleId === '\0messages/fr')?.fileName
  const html = readFileSync(`${ROOT}${side}/index.html`, 'utf8')
    .replaceAll('%ENTRY%', `/${entry}`)
    .replaceAll('%FRENCH%', `/${french}`)
    .replaceAll('%STYLE%', `/${style}`)
    .replaceAll(/%ICON:([^%]+)%/g, (_, name) => icon[name])
    .replaceAll(/>\s+</g, '><')
  mkdirSync(`${DIST}${side}`, { recursive: true })
  writeFileSync(`${DIST}${side}/index.html`, html)
  return html
}

async function oneSide(side, icon) {
  const lacking = missing(side)
  if (lacking.length > 0) throw new Error(`messages missing:\n${lacking.join('\n')}`)
  const chunks = await scripts(side)
  const strays = early(
    side,
    atOnce(chunks)
      .map((chunk) => chunk.code)
      .join('\n'),
  )
  if (strays.length > 0)
    throw new Error(
      `said before their half of the catalogue is there (building/messages.mjs, FIRST):\n${strays.join('\n')}`,
    )
  const html = readFileSync(`${ROOT}${side}/index.html`, 'utf8')
  const css = await stylesheet(side, [...chunks.map((chunk) => chunk.code), html])
  const style = hashed(`${side}.css`, css)
  return { side, chunks, css, style, html: page(side, chunks, style, icon) }
}

function manifest(icon) {
  const text = readFileSync(`${ROOT}probationer/manifest.json`, 'utf8')
  writeFileSync(
    `${DIST}manifest.webmanifest`,
    JSON.stringify(JSON.parse(text.replaceAll(/%ICON:([^%]+)%/g, (_, name) => icon[name]))),
  )
}

/** The worker knows the exact files of its version; another build is another worker. */
async function worker(app, icon) {
  const files = [
    '/',
    `/${app.style}`,
    ...app.chunks.map((chunk) => `/${chunk.fileName}`),
    icon['icon.svg'],
    icon['icon-192.png'],
    icon['badge-96.png'],
  ]
  const version = createHash('sha256')
    .update(app.html + files.join())
    .digest('hex')
    .slice(0, 12)
  await build({
    ...shared('probationer'),
    define: {
      __VERSION__: JSON.stringify(version),
      __PRECACHE__: JSON.stringify(files),
      __ICON__: JSON.stringify(icon['icon-192.png']),
      __BADGE__: JSON.stringify(icon['badge-96.png']),
    },
    build: {
      target: TARGET,
      outDir: DIST,
      emptyOutDir: false,
      reportCompressedSize: false,
      lib: { entry: `${ROOT}probationer/worker.ts`, formats: ['iife'], name: 'worker', fileName: () => 'worker.js' },
    },
  })
}

/** Compressed once here rather than at each request. */
function compress() {
  const folders = [DIST, ASSETS, `${DIST}probationer/`, `${DIST}agent/`]
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(js|css|html|svg|webmanifest)$/.test(name))
      .map((name) => folder + name),
  )
  for (const file of files) {
    const content = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
    )
  }
}

async function main() {
  rmSync(DIST, { recursive: true, force: true })
  mkdirSync(ASSETS, { recursive: true })
  const icon = icons()
  const [app, office] = [await oneSide('probationer', icon), await oneSide('agent', icon)]
  manifest(icon)
  await worker(app, icon)
  writeFileSync(
    `${DIST}routes.json`,
    JSON.stringify(Object.fromEntries(SIDES.map((side) => [side, routesOf(`${ROOT}${side}/routes.ts`)])), null, 2),
  )
  cpSync(`${ROOT}node_modules/@gouvfr/dsfr/LICENSE.md`, `${ASSETS}dsfr-licence.md`)
  compress()
  // dist/probationer/index.html → /, dist/agent/index.html → /agent/, dist/assets/ → /assets/ (hashed names, cached for
  // ever), /worker.js, /manifest.webmanifest; routes.json is for the tests. Each text also as .gz and .br.
  process.stdout.write(check({ app, office, languages: languages(), dist: DIST }))
}

await main()
