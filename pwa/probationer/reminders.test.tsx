import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '../kit/i18n'
import { forget, keep } from '../kit/load'
import { startRouter } from '../kit/router'
import { api, type Me } from './api'
import { Waiting } from './parts/Waiting'
import { Email } from './screens/Email'
import { Reminders } from './screens/Reminders'
import { reaches } from './wishes'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const ME = {
  first_name: 'Amine',
  phone: '+33639980001',
  email: null,
  email_proved: false,
  email_refused_at: null,
  wants_sms: true,
  wants_push: true,
  wants_email: false,
} as unknown as Me

let patched: unknown[]
let box: HTMLElement
const button = (words: string) => [...box.querySelectorAll('button')].find((one) => one.textContent === words)
const press = (words: string) => act(async () => button(words)!.click())

async function draw(screen: preact.JSX.Element, me: Partial<Me> = {}) {
  patched = []
  keep('me', { ...ME, ...me })
  vi.spyOn(api, 'get').mockResolvedValue({ ...ME, ...me } as never)
  vi.spyOn(api, 'patch').mockImplementation((async (_: string, { body }: { body: Record<string, unknown> }) => {
    const { act: _act, ...changes } = body
    patched.push(changes)
    return ME
  }) as never)
  document.body.innerHTML = '<div id="app"></div>'
  box = document.querySelector<HTMLElement>('#app')!
  await act(() => render(screen, box))
}

beforeEach(async () => {
  vi.restoreAllMocks()
  localStorage.clear()
  localStorage.setItem('known', JSON.stringify({ holder: 'h' }))
  forget()
  history.replaceState(null, '', '/moi/rappels')
  startRouter([
    { name: 'me', path: '/moi', screen: Waiting },
    { name: 'email', path: '/moi/email', screen: Waiting },
  ])
  await setLanguage('fr')
})

describe('no reminder at all', () => {
  it.each([
    [{ wants_sms: true, wants_push: false, wants_email: false }, {}, true],
    [{ wants_sms: true, wants_push: false, wants_email: false }, { phone: '' }, false],
    [{ wants_sms: false, wants_push: true, wants_email: false }, {}, true],
    [{ wants_sms: false, wants_push: false, wants_email: true }, { email_proved: true }, true],
    [{ wants_sms: false, wants_push: false, wants_email: true }, {}, false],
    [{ wants_sms: false, wants_push: false, wants_email: false }, { email_proved: true }, false],
  ])('%o of %o reaches: %s', (wants, me, does) => expect(reaches({ ...ME, ...me }, wants)).toBe(does))

  it('is said what it means and asked once before it is saved', async () => {
    await draw(<Reminders />)
    for (const name of ['wants_sms', 'wants_push'])
      await act(async () => box.querySelector<HTMLInputElement>(`[name=${name}]`)!.click())
    await press('Enregistrer')
    expect(patched).toEqual([])
    expect(box.querySelector('dialog')?.textContent).toContain('Vos rendez-vous restent obligatoires.')
    await press('Ne plus recevoir de rappel')
    expect(patched).toEqual([{ wants_sms: false, wants_push: false, wants_email: false }])
  })

  it('can be thought better of', async () => {
    await draw(<Reminders />)
    for (const name of ['wants_sms', 'wants_push'])
      await act(async () => box.querySelector<HTMLInputElement>(`[name=${name}]`)!.click())
    await press('Enregistrer')
    await press('Garder un rappel')
    expect([patched, box.querySelector('dialog')?.open]).toEqual([[], false])
  })
})

describe('a copy by e-mail', () => {
  const tick = async (me: Partial<Me>) => {
    await draw(<Reminders />, me)
    await act(async () => box.querySelector<HTMLInputElement>('[name=wants_email]')!.click())
    await press('Enregistrer')
  }

  it('asks for the address first, and leads there', async () => {
    await tick({})
    expect(patched).toEqual([])
    expect(box.textContent).toContain('Donnez d’abord une adresse e-mail, ou décochez.')
    expect([...box.querySelectorAll('a')].find((one) => one.textContent === 'Ajouter un e-mail')?.pathname).toBe(
      '/moi/email',
    )
  })

  it('asks for the code of an address that was given and not confirmed', async () => {
    await tick({ email: 'a@exemple.fr' })
    expect(patched).toEqual([])
    expect(box.textContent).toContain('Confirmez d’abord votre adresse e-mail, ou décochez.')
  })

  it('is saved where the address is confirmed', async () => {
    await tick({ email: 'a@exemple.fr', email_proved: true })
    expect(patched).toEqual([{ wants_sms: true, wants_push: true, wants_email: true }])
  })
})

describe('an e-mail address that was just proved', () => {
  it('is proposed as a way to be reminded', async () => {
    history.replaceState(null, '', '/moi/email')
    await draw(<Email />)
    const challenge = { id: 'c', expires_at: '2099-01-01T00:00:00Z', resend_at: '2099-01-01T00:00:00Z' }
    vi.spyOn(api, 'post').mockImplementation((async (path: string) =>
      path.endsWith('proof') ? { ...ME, email: 'a@exemple.fr', email_proved: true } : challenge) as never)
    box.querySelector<HTMLInputElement>('[name=email]')!.value = 'a@exemple.fr'
    await press('Recevoir un code')
    expect(box.textContent).toContain('Code envoyé à')
    box.querySelector<HTMLInputElement>('[name=code]')!.value = '328546'
    await press('Confirmer')
    await press('Oui, aussi par e-mail')
    expect(patched).toEqual([{ wants_email: true }])
  })
})
