// Why somebody can't come, and after a miss why she did not.
import { render, type ComponentChild } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Language, setLanguage } from '../kit/i18n'
import { forget, keep } from '../kit/load'
import { startRouter } from '../kit/router'
import { one } from './homeWorld'
import { routes } from './routes'
import { Cannot } from './screens/Cannot'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

let box: HTMLElement
const said = () => box.textContent!.replaceAll(/[\u00A0\u202F]/g, ' ')

async function draw(screen: ComponentChild) {
  await act(() => render(null, box))
  await act(() => render(screen, box))
  await act(() => new Promise((done) => setTimeout(done, 10)))
}

beforeEach(() => {
  forget()
  localStorage.clear()
  localStorage.setItem('known', JSON.stringify({ holder: 'h' }))
  startRouter(routes, '')
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
  box = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  render(null, box)
  box.remove()
  vi.unstubAllGlobals()
})

describe('why somebody did not come', () => {
  it.each<[Language, string, string]>([
    ['fr', 'Je n’ai pas pu me déplacer', 'Je ne peux pas me déplacer'],
    ['en', 'I could not get there', 'I cannot get there'],
    ['ar', 'لم أستطع التنقل', 'لا أستطيع التنقل'],
  ])('is asked in the past once the hour is (%s)', async (language, after, before) => {
    await setLanguage(language)
    keep('appointment:a1', { ...one, state: 'missed', starts_at: '2026-01-05T08:00:00Z' })
    await draw(<Cannot params={{ id: 'a1' }} />)
    expect([said().includes(after), said().includes(before)]).toEqual([true, false])
    keep('appointment:a1', one)
    await draw(<Cannot params={{ id: 'a1' }} />)
    expect([said().includes(after), said().includes(before)]).toEqual([false, true])
  })
})
