// @vitest-environment node
import { fileURLToPath } from 'node:url'
import { check, getFileInfo, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url))

describe('the formatter', () => {
  it.each([
    ['pwa/agent/App.tsx', 'export const a = "b";\n'],
    ['pwa/build.mjs', 'export const a = {b: 1}\n'],
    ['pwa/kit/styles/1-base.css', 'a {color: red}\n'],
    ['tests/journeys/toy/page.js', `const a = [${'1, '.repeat(60)}1]\n`],
  ])('refuses in %s: %s', async (name, text) => {
    const config = await resolveConfig(path(name))
    expect(await check(text, { ...config, filepath: path(name) })).toBe(false)
  })

  it('takes what is written as we write', async () => {
    const name = path('pwa/agent/App.tsx')
    const text = `export const a = { b: 'c', d: [${'1, '.repeat(28)}1] }\n`
    expect(await check(text, { ...(await resolveConfig(name)), filepath: name })).toBe(true)
  })

  it('leaves out what other programs write, and nothing of ours', async () => {
    const ignorePath = path('.prettierignore')
    const isIgnored = async (name) => (await getFileInfo(path(name), { ignorePath })).ignored
    const left = ['pwa/kit/contract/agent.ts', 'pwa/dist/worker.js', 'pwa/package-lock.json', 'shared/openapi.json']
    const own = ['pwa/kit/call.ts', 'pwa/agent/styles/1-frame.css', 'pwa/package.json', 'shared/tokens.json']
    expect(await Promise.all(left.map(isIgnored))).not.toContain(false)
    expect(await Promise.all(own.map(isIgnored))).not.toContain(true)
  })
})
