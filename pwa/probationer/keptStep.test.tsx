// A reload while one reads the SMS or the e-mail: the code still has its field, and nothing typed was kept for that.
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage, t } from '../kit/i18n'
import { forget } from '../kit/load'
import { go, Outlet, startRouter } from '../kit/router'
import { api, type Challenge } from './api'
import { Email } from './screens/Email'
import { Phone } from './screens/Phone'
import { TakeBack } from './screens/TakeBack'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const CASES = [
  { name: 'phone', path: '/moi/telephone', screen: Phone, typed: '06 39 98 00 07' },
  { name: 'email', path: '/moi/email', screen: Email, typed: 'camille@example.org' },
  { name: 'takeback', path: '/reprendre', screen: TakeBack, typed: '06 39 98 00 07' },
]
const challenge = (minutes = 10) =>
  ({
    id: 'c1',
    by: 'sms',
    address: '•• 07',
    birth_date_needed: false,
    other_ways: false,
    expires_at: new Date(Date.now() + minutes * 60_000).toISOString(),
    resend_at: new Date(Date.now() - 1000).toISOString(),
  }) as Challenge

let box: HTMLElement
const settle = () => act(() => new Promise((done) => setTimeout(done, 20)))
const field = (name: string) => box.querySelector<HTMLInputElement>(`[name=${name}]`)
/** As a browser does: what the page held in its memory is gone, the address and the tab's store are not. */
async function open(at?: string) {
  await act(() => render(null, box))
  if (at) await act(() => go(at))
  await act(() => render(<Outlet missing={() => <p>missing</p>} />, box))
  await settle()
}
async function ask(kind: string, typed: string) {
  field(kind === 'email' ? 'email' : 'phone')!.value = typed
  for (const [name, value] of [
    ['birth_day', '1'],
    ['birth_month', '2'],
    ['birth_year', '1983'],
  ])
    if (field(name!)) field(name!)!.value = value!
  await act(() => void box.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true })))
  await settle()
}

beforeEach(async () => {
  forget()
  sessionStorage.clear()
  await setLanguage('fr')
  startRouter([...CASES, { name: 'me', path: '/moi', screen: () => <p>me</p> }])
  vi.spyOn(api, 'get').mockRejectedValue(new Error('offline'))
  vi.spyOn(api, 'post').mockImplementation((async () => challenge()) as never)
  box = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  render(null, box)
  box.remove()
  vi.restoreAllMocks()
})

describe.each(CASES)('the code of $path', ({ name, path, typed }) => {
  it('has its field again after a reload', async () => {
    await open(path)
    await ask(name, typed)
    expect(field('code')).not.toBeNull()
    await open()
    expect(field('code')).not.toBeNull()
    expect(box.textContent).toContain('•• 07')
  })

  it('keeps nothing of what was typed', async () => {
    await open(path)
    await ask(name, typed)
    const kept = JSON.stringify({ ...sessionStorage, ...localStorage })
    expect(kept).toContain('c1')
    for (const part of [typed, typed.replaceAll(' ', ''), '1983']) expect(kept).not.toContain(part)
  })

  it('is asked for anew by the first step, which knows what to ask', async () => {
    await open(path)
    await ask(name, typed)
    await open()
    await act(() =>
      [...box.querySelectorAll('button')].find((one) => one.textContent === t('app.code.resend'))!.click(),
    )
    await settle()
    expect(field('code')).toBeNull()
    expect(field(name === 'email' ? 'email' : 'phone')).not.toBeNull()
  })

  it('is asked for no more once it is over', async () => {
    sessionStorage.setItem(`asked-${name}`, JSON.stringify(challenge(-1)))
    await open(path)
    expect(field('code')).toBeNull()
  })
})
