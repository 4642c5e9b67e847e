// DSFR's rules (MIT) cut to what a side uses, under our tokens and styles. No font, no logo, no script of DSFR.
import { readFileSync, readdirSync, existsSync } from 'node:fs'
import layers from '@csstools/postcss-cascade-layers'
import { transform } from 'lightningcss'
import postcss from 'postcss'
import { PurgeCSS } from 'purgecss'
import { OLDEST } from './browsers.mjs'

const ROOT = new URL('../', import.meta.url)
const DSFR = new URL('node_modules/@gouvfr/dsfr/dist/', ROOT)
const PARTS = {
  probationer: ['button', 'form', 'input', 'select'],
  agent: ['button', 'form', 'input', 'select', 'table'],
}

const TARGETS = Object.fromEntries(
  Object.entries(OLDEST).map(([name, version]) => {
    const [major, minor = 0] = version.split('.').map(Number)
    return [name, (major << 16) | (minor << 8)]
  }),
)

const LOGICAL = {
  'margin-left': 'margin-inline-start',
  'margin-right': 'margin-inline-end',
  'padding-left': 'padding-inline-start',
  'padding-right': 'padding-inline-end',
  left: 'inset-inline-start',
  right: 'inset-inline-end',
}

/** tokens.json → custom properties; dark follows the phone. */
export function tokens() {
  const roles = JSON.parse(readFileSync(new URL('../shared/tokens.json', ROOT), 'utf8'))
  const lines = (group) =>
    Object.entries(group)
      .map(([name, value]) => `--${name}:${value};`)
      .join('')
  return (
    `:root{color-scheme:light dark;${lines(roles.size)}${lines(roles.light)}}` +
    `@media (prefers-color-scheme:dark){:root{${lines(roles.dark)}}}`
  )
}

/** DSFR switches to dark by an attribute that its script sets; ours is the media query. */
function adapt(css) {
  const root = postcss.parse(css)
  root.walkAtRules('font-face', (rule) => rule.remove())
  // DSFR's drawings are not shipped: an address that answers nothing is a request for nothing.
  root.walkDecls((declaration) => {
    if (/url\(["']?\.\.\/icons/.test(declaration.value)) declaration.remove()
  })
  root.walkDecls((declaration) => {
    if (declaration.prop === 'font-family') declaration.value = 'var(--font)'
    declaration.prop = LOGICAL[declaration.prop] ?? declaration.prop
    if (declaration.prop === 'text-align' && declaration.value === 'left') declaration.value = 'start'
  })
  root.walkRules((rule) => {
    if (!rule.selector.includes('[data-fr-theme=dark]')) return
    const selector = rule.selector.replaceAll('[data-fr-theme=dark]', '')
    const media = postcss.atRule({ name: 'media', params: '(prefers-color-scheme: dark)' })
    rule.replaceWith(media)
    media.append(rule.clone({ selector }))
  })
  return root.toString()
}

function dsfr(side) {
  const files = ['core/core.main.css', ...PARTS[side].map((part) => `component/${part}/${part}.main.css`)]
  const css = files
    .map((file) => readFileSync(new URL(file, DSFR), 'utf8').replaceAll('@charset "UTF-8";', ''))
    .join('\n')
  return `@layer dsfr{${adapt(css)}}`
}

function own(side) {
  return ['kit/styles/', `${side}/styles/`]
    .map((folder) => new URL(folder, ROOT))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.css'))
        .toSorted()
        .map((name) => new URL(name, folder)),
    )
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
}

/** `content`: the built scripts and the page, where every class name that can appear stands. */
export async function stylesheet(side, content) {
  const css = `@layer dsfr;${tokens()}${dsfr(side)}${own(side)}`
  const [result] = await new PurgeCSS().purge({
    content: content.map((raw) => ({ raw, extension: 'js' })),
    css: [{ raw: css }],
    variables: true,
    keyframes: true,
    // The scripts write `inputMode`. Our own modifiers (banner--note) are put together at run time;
    // DSFR's must stand whole in the source.
    safelist: {
      standard: [/^:/, 'html', 'body', 'dir', 'rtl', 'inputmode', /^(?!fr-)[a-z-]+(__[a-z]+)?--[a-z0-9]+$/],
      variables: [],
    },
  })
  const flat = await postcss([layers()]).process(result.css, { from: undefined })
  const { code } = transform({
    filename: `${side}.css`,
    code: Buffer.from(flat.css),
    minify: true,
    targets: TARGETS,
  })
  return code.toString()
}
