import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '../kit/i18n'
import { SignIn } from './screens/SignIn'

const challenge = (changes: object = {}) => ({
  id: 'c1',
  expires_at: new Date(Date.now() + 600_000).toISOString(),
  resend_at: new Date(Date.now() + 60_000).toISOString(),
  birth_date_needed: false,
  by: 'sms',
  other_ways: true,
  address: '•• 01',
  ...changes,
})

let asked: { address: string; body: unknown }[]
let box: HTMLElement

const button = (words: string) => [...box.querySelectorAll('button')].find((one) => one.textContent?.includes(words))

async function open(first: object, next?: object) {
  asked = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    asked.push({ address: new URL(address, 'http://localhost').pathname, body: JSON.parse(String(init.body)) })
    return Response.json(next, { status: 202 })
  })
  sessionStorage.setItem('asked', JSON.stringify({ phone: '0639980001', challenge: first }))
  await setLanguage('fr')
  box = document.body.appendChild(document.createElement('div'))
  await act(() => render(<SignIn />, box))
}

const wait = (milliseconds: number) => act(async () => void (await vi.advanceTimersByTimeAsync(milliseconds)))

describe('a code that does not come', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    render(null, box)
    box.remove()
    sessionStorage.clear()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('is offered another way after a while, on a phone that is known', async () => {
    await open(challenge())
    expect(button('Par e-mail')).toBeUndefined()
    await wait(15_000)
    expect(button('Par notification')).toBeDefined()
    expect(button('Par e-mail')).toBeDefined()
  })

  it('is never offered to one that is not', async () => {
    await open(challenge({ other_ways: false }))
    await wait(60_000)
    expect(button('Par e-mail')).toBeUndefined()
  })

  it('comes again by that way, and the birth date is asked', async () => {
    await open(challenge(), challenge({ by: 'email', birth_date_needed: true }))
    expect(box.querySelector('select, [name^=birth], [name=day]')).toBeNull()
    await wait(15_000)
    await act(async () => button('Par e-mail')!.click())
    await wait(50)
    // What was pressed is far below what is now said and asked.
    expect(document.activeElement?.textContent).toContain('adresse e-mail')
    expect(asked).toEqual([{ address: '/api/probationer/challenges/c1/elsewhere', body: { by: 'email' } }])
    expect(box.textContent).toContain('Si une adresse e-mail est vérifiée')
    expect(box.textContent).toContain('naissance')
    expect(JSON.parse(sessionStorage.getItem('asked')!).challenge.by).toBe('email')
  })

  it('went elsewhere by itself: said without telling where there is what', async () => {
    await open(challenge({ by: 'elsewhere', birth_date_needed: true }))
    expect(box.textContent).toContain('par notification sur ce téléphone ou par e-mail')
  })
})
