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
import { known } from './session'

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
  known.value = { holder: 'h' } as typeof known.value
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

describe('what was begun and not sent', () => {
  const form = () => box.querySelector('form')!
  const words = () => form().querySelector('textarea')!
  const chosen = () => form().querySelector<HTMLInputElement>('[name=reason]:checked')?.value
  async function begin() {
    keep('appointment:a1', one)
    keep('appointment:b2', { ...one, id: 'b2' })
    await setLanguage('fr')
    await draw(<Cannot params={{ id: 'a1' }} />)
    await act(() => {
      form().querySelector<HTMLInputElement>('[value=work]')!.checked = true
      words().value = 'Je travaille de nuit.'
      words().dispatchEvent(new Event('input', { bubbles: true }))
    })
  }

  it('is there again after another tab was touched by mistake, and nothing of it on the disk', async () => {
    await begin()
    await draw(<p>Messages</p>)
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).not.toContain('de nuit')
    await draw(<Cannot params={{ id: 'a1' }} />)
    expect([chosen(), words().value]).toEqual(['work', 'Je travaille de nuit.'])
  })

  it('is of that appointment alone', async () => {
    await begin()
    await draw(<Cannot params={{ id: 'b2' }} />)
    expect([chosen(), words().value]).toEqual([undefined, ''])
  })

  it('is gone once it was sent, and with who wrote it', async () => {
    await begin()
    await act(() => void form().dispatchEvent(new Event('submit', { cancelable: true })))
    await act(() => new Promise((done) => setTimeout(done, 50)))
    await draw(<Cannot params={{ id: 'a1' }} />)
    expect(words().value).toBe('')
    await begin()
    known.value = { holder: 'h' } as typeof known.value
    await draw(<Cannot params={{ id: 'a1' }} />)
    expect(words().value).not.toBe('')
    known.value = { holder: 'other' } as typeof known.value
    await draw(<Cannot params={{ id: 'a1' }} />)
    expect(words().value).toBe('')
  })
})
