// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { tokens } from './styles.mjs'

const ROOT = new URL('../', import.meta.url)
const sheets = (folder) =>
  readdirSync(new URL(`${folder}/styles/`, ROOT)).map((name) =>
    readFileSync(new URL(`${folder}/styles/${name}`, ROOT), 'utf8'),
  )
const names = (css, pattern) => new Set([...css.matchAll(pattern)].map(([, name]) => name))

describe.each(['agent', 'probationer'])('the styles of %s', (side) => {
  it('use no token that nobody defines: the browser would leave the rule out without a word', () => {
    const own = [...sheets('kit'), ...sheets(side)].join('\n')
    const defined = names(tokens() + own, /(--[\w-]+)\s*:/g)
    expect([...names(own, /var\((--[\w-]+)\)/g)].filter((name) => !defined.has(name))).toEqual([])
  })
})
