// What was said and has not left is not lost without a word, whichever way a session ends on this phone.
import { render, type ComponentChild } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage, t } from '../kit/i18n'
import { forget, keep } from '../kit/load'
import { startRouter } from '../kit/router'
import { perform, sendKept } from './acts'
import { home, one } from './homeWorld'
import { locked, MOST_TRIES, removeCode, setCode } from './lock'
import { CodeStep } from './parts/CodeStep'
import { routes } from './routes'
import { Devices } from './screens/Devices'
import { Locked, shutOut } from './screens/Locked'
import { Me } from './screens/Me'
import { SignIn } from './screens/SignIn'
import { ended, known, onEnd } from './session'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const me = { first_name: 'Camille', last_name: 'Essai', phone: '', email: '', take_back_until: null, address: '' }
let box: HTMLElement
let isOn: boolean
const said = () => box.textContent!.replaceAll(/[\u00A0\u202F]/g, ' ')
const settle = () => act(() => new Promise((done) => setTimeout(done, 20)))
const tap = async (words: string, at = -1) => {
  const all = [...box.querySelectorAll('button')].filter((button) => button.textContent === words)
  await act(() => all.at(at)!.click())
  await settle()
}
async function draw(screen: ComponentChild) {
  await act(() => render(screen, box))
  await settle()
}
const sayCannot = () =>
  act(() => perform({ act: 'answer', appointment: 'a1', revision: 2, kind: 'cannot' }).then(() => undefined))

let isFollowed = false
beforeEach(async () => {
  forget()
  localStorage.clear()
  isOn = false
  known.value = { holder: 'h' } as typeof known.value
  ended.value = undefined
  await setLanguage('fr')
  startRouter(routes, '')
  const answer = { kind: 'cannot', at: home.now, words: null, late_minutes: null, seen_at: null, revision: 2 }
  vi.stubGlobal('fetch', (url: string, { method = 'GET' }: RequestInit = {}) =>
    isOn && url.endsWith('/answers') && method === 'POST'
      ? Promise.resolve(Response.json(answer))
      : Promise.reject(new TypeError('offline')),
  )
  keep('home', home)
  keep('me', me)
  keep('devices', { items: [] })
  if (!isFollowed) await sendKept()
  isFollowed = true
  box = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  render(null, box)
  box.remove()
  vi.unstubAllGlobals()
})

describe('what has not left yet', () => {
  it('is named before signing out, with whom to call, and staying comes first', async () => {
    await sayCannot()
    await draw(<Me />)
    await tap(t('app.me.sign_out'), 0)
    expect(said()).toContain(t('app.unsent.title'))
    expect(said()).toContain('« Je ne peux pas venir »')
    expect(said()).toContain(t('app.unsent.lost'))
    expect(box.querySelector(`a[href="tel:${one.whom_to_call.phone}"]`)).not.toBeNull()
    await tap(t('app.me.stay'))
    expect(known.value?.holder).toBe('h')
    expect(localStorage.getItem('acts')).toContain('cannot')
  })

  it('is sent before signing out where the network has come back', async () => {
    await sayCannot()
    isOn = true
    await draw(<Me />)
    await tap(t('app.me.sign_out'), 0)
    expect(localStorage.getItem('acts')).not.toContain('cannot')
    expect(said()).not.toContain(t('app.unsent.title'))
  })

  it('is named before a phone is said to be somebody else’s', async () => {
    await sayCannot()
    await draw(<Devices />)
    await tap(t('app.disown.act'), 0)
    expect(said()).toContain(t('app.unsent.lost'))
  })

  it('is told as lost, not as what it was, where wrong codes emptied the phone', async () => {
    await sayCannot()
    await setCode('4821')
    locked.value = true
    await draw(<Locked />)
    expect(said()).toContain(t('app.unsent.lost'))
    expect(said()).not.toContain('Je ne peux pas venir')
    expect(MOST_TRIES).toBe(5)
    await act(() => shutOut())
    expect(ended.value).toBe('wiped_unsent')
    removeCode()
  })

  it('is told as lost where the device was closed elsewhere', async () => {
    await sayCannot()
    await act(() => onEnd('session_revoked'))
    expect(ended.value).toBe('wiped_unsent')
  })

  it('is told before another person signs in', async () => {
    await sayCannot()
    const challenge = { id: 'c', by: 'sms', expires_at: home.now, resend_at: home.now, birth_date_needed: false }
    const nothing = () => Promise.resolve()
    const asked = { phone: '0639980001', challenge } as unknown as Parameters<typeof CodeStep>[0]['asked']
    await draw(<CodeStep asked={asked} prove={nothing} elsewhere={nothing} resend={nothing} back={() => undefined} />)
    expect(said()).toContain(t('app.unsent.another'))
  })
})

describe('signing out', () => {
  it('says before what coming back takes, and after that nothing is left here', async () => {
    await draw(<Me />)
    await tap(t('app.me.sign_out'), 0)
    expect(said()).toContain('Pour revenir : votre numéro et un code par SMS, parfois votre date de naissance.')
    await tap(t('app.me.sign_out'))
    await draw(<SignIn />)
    expect(said()).toContain('Vous êtes déconnecté. Vos informations ne sont plus sur cet appareil.')
  })

  it('says at the door on which phone the birth date is asked', async () => {
    const challenge = { id: 'c', birth_date_needed: true, by: 'sms', resend_at: home.now, expires_at: home.now }
    const nothing = () => Promise.resolve()
    const asked = { phone: '+33639980000', challenge } as never
    await draw(<CodeStep asked={asked} prove={nothing} elsewhere={nothing} resend={nothing} back={nothing} />)
    expect(said()).toContain('Demandée sur un nouveau téléphone, ou après une autre personne.')
  })
})
