import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '../kit/i18n'
import { setNow } from './clock'
import { SignIn } from './screens/SignIn'
import { known } from './session'

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
  history.replaceState(null, '', '/?etape=code')
  await setLanguage('fr')
  box = document.body.appendChild(document.createElement('div'))
  await act(() => render(<SignIn />, box))
  // The second step is a part of its own.
  await act(async () => void (await import('./parts/CodeStep')))
}

const wait = (milliseconds: number) => act(async () => void (await vi.advanceTimersByTimeAsync(milliseconds)))

const field = (name: string) => box.querySelector<HTMLInputElement>(`[name=${name}]`)!
const close = () => {
  render(null, box)
  box.remove()
  sessionStorage.clear()
  vi.unstubAllGlobals()
}

async function enter(values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) field(name).value = value
  await act(async () => box.querySelector<HTMLButtonElement>('[type=submit]')!.click())
}

function paste(text: string): void {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { getData: () => text } })
  field('code').dispatchEvent(event)
  // What the browser itself does with what nobody took.
  if (!event.defaultPrevented) field('code').value = text.slice(0, 8)
}

describe('the code screen', () => {
  afterEach(() => {
    setNow(new Date().toISOString())
    known.value = undefined
    close()
  })

  it('is still there after a reload of a phone whose clock is a day ahead', async () => {
    const server = Date.now() - 86_400_000
    setNow(new Date(server).toISOString())
    await open(challenge({ expires_at: new Date(server + 600_000).toISOString() }))
    expect(field('code')).not.toBeNull()
  })

  it.each(['328-546', 'Votre code : 328546. Valable 10 minutes.', '٣٢٨٥٤٦'])(
    'takes the six digits out of what is pasted: %s',
    async (text) => {
      await open(challenge())
      paste(text)
      await enter({})
      expect(asked.map(({ body }) => body)).toEqual([{ challenge: 'c1', code: '328546' }])
    },
  )

  it('asks nobody about what can’t be a code', async () => {
    await open(challenge())
    await enter({ code: '12345' })
    expect(asked).toEqual([])
    expect(box.querySelector('.field__error')?.textContent).toBe('Le code a 6 chiffres.')
  })

  it('leads Back to the number, which still stands there, and forward to the code', async () => {
    await open(challenge())
    history.replaceState(null, '', '/')
    history.pushState({ from: '/' }, '', '/?etape=code')
    const popped = () => new Promise((done) => addEventListener('popstate', done, { once: true }))
    const { startRouter } = await import('../kit/router')
    startRouter([])
    for (const [move, shown] of [
      ['back', 'phone'],
      ['forward', 'code'],
    ] as const) {
      const over = popped()
      await act(async () => {
        history[move]()
        await over
      })
      expect([...box.querySelectorAll('input')].map((one) => one.name)).toEqual([shown])
    }
    expect(JSON.parse(sessionStorage.getItem('asked')!).phone).toBe('0639980001')
  })

  it('sends the year alone only after asking, and spends no comparison on the question', async () => {
    await open(challenge({ birth_date_needed: true }))
    await enter({ code: '328546', birth_year: '1983' })
    expect(asked).toEqual([])
    expect(box.querySelector('.field__error')?.textContent).toContain('Écrivez aussi le jour et le mois.')
    await act(async () => field('birth_only_year').click())
    await enter({})
    expect(asked.map(({ body }) => body)).toEqual([{ challenge: 'c1', code: '328546', birth_year: 1983 }])
  })

  it('offers the box for the year alone from the start, and says nowhere that the year will do without it', async () => {
    await open(challenge({ birth_date_needed: true }))
    expect(field('birth_only_year').closest('label')!.textContent).toBe('Mes papiers ne donnent que l’année')
    expect(box.textContent).not.toContain('seulement l’année')
    await act(async () => field('birth_only_year').click())
    await enter({ code: '328546', birth_year: '1983' })
    expect(asked.map(({ body }) => body)).toEqual([{ challenge: 'c1', code: '328546', birth_year: 1983 }])
  })

  it('marks the part of a date that can’t be, and that part alone', async () => {
    await open(challenge({ birth_date_needed: true }))
    await enter({ code: '328546', birth_day: '31', birth_month: '13', birth_year: '1967' })
    expect([...box.querySelectorAll<HTMLInputElement>('[aria-invalid]')].map(({ name }) => name)).toEqual([
      'birth_month',
    ])
    await vi.waitFor(() => expect((document.activeElement as HTMLInputElement).name).toBe('birth_month'))
  })

  it('says how many tries are left, once', async () => {
    await open(challenge({ birth_date_needed: true }))
    vi.stubGlobal('fetch', async () =>
      Response.json({ code: 'code_refused', fields: {}, detail: { left: 3 } }, { status: 401 }),
    )
    await enter({ code: '328546', birth_day: '5', birth_month: '3', birth_year: '1990' })
    const said = () => [...box.querySelectorAll('[role=alert]')].map((one) => one.textContent)
    await vi.waitFor(() =>
      expect(said()).toEqual(['Le code ou la date de naissance n’est pas bon. Il vous reste 3 essais.']),
    )
  })
})

describe('a code that does not come', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    close()
    vi.useRealTimers()
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
    expect(box.textContent).toContain('Si vous avez confirmé une adresse e-mail')
    expect(box.textContent).toContain('naissance')
    expect(JSON.parse(sessionStorage.getItem('asked')!).challenge.by).toBe('email')
  })

  it('comes again to an empty field, and what was said of the former one is gone', async () => {
    await open(challenge({ resend_at: '2026-01-01T00:00:00Z' }), challenge({ id: 'c2' }))
    const field = () => box.querySelector<HTMLInputElement>('[name=code]')!
    field().value = '123'
    await act(async () => box.querySelector('form')!.requestSubmit())
    await wait(50)
    expect(box.querySelector('.field__error')).not.toBeNull()
    await act(async () => button('Renvoyer un code')!.click())
    await wait(50)
    expect(field().value).toBe('')
    expect(document.activeElement).toBe(field())
    expect(box.querySelector('.field__error')).toBeNull()
  })

  it('went elsewhere by itself: said without telling where there is what', async () => {
    await open(challenge({ by: 'elsewhere', birth_date_needed: true }))
    expect(box.textContent).toContain('par notification sur ce téléphone ou par e-mail')
  })
})
