import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import type { TrustedContact } from '../api/types'
import { Today } from '../screens/Today'
import { setSession } from '../session'
import { Toasts } from '../shell/Toasts'
import { button, clear, click, draw, morning, Refusal, serve, SESSION, settle } from '../testing'
import { TrustedContacts } from './TrustedContacts'

const contact = (changes: Partial<TrustedContact> = {}): TrustedContact => ({
  id: 7,
  probationer: { id: 'p', last_name: 'Exemple', first_name: 'Amine' },
  name: 'Mme SPECIMEN',
  relation: 'family',
  phone: '+33639989001',
  email: '',
  language: 'fr',
  says_initial: false,
  state: 'proposed',
  by_person: true,
  named_at: '2026-11-22T09:00:00Z',
  consented_on: '2026-11-22',
  approved_at: null,
  answer_until: null,
  active_at: null,
  ended_at: null,
  blocked_why: null,
  may_ask_again: false,
  ...changes,
})
const LIST = 'GET probationers/p/trusted-contacts'
const list = (...items: TrustedContact[]) => ({ [LIST]: () => ({ items, hindrance: null }) })
const may = (...names: string[]) => setSession({ ...SESSION, may: names })
const text = () => document.body.textContent ?? ''

beforeEach(() => {
  forget()
  may('approve_contact', 'edit_file')
})
afterEach(clear)

describe('on the day’s list', () => {
  const open = () =>
    draw(
      <>
        <Today />
        <Toasts />
      </>,
    )
  const waiting = { 'GET morning': () => morning({ trusted_contacts: [contact()] }) }

  it('an approved one leaves the list, and the question is said to have left', async () => {
    const asked = serve({ ...waiting, 'POST trusted-contacts/7/approve': () => undefined })
    const page = await open()
    await click(button(page, 'Accepter et lui demander'))
    expect(asked.at(-1)?.name).toBe('POST trusted-contacts/7/approve')
    expect(button(page, 'Accepter et lui demander')).toBeUndefined()
    expect(document.querySelector('.toast')?.textContent).toContain('La question est partie')
  })

  it('one that the server refuses stays, with the reason', async () => {
    serve({ ...waiting, 'POST trusted-contacts/7/approve': () => new Refusal(409, 'contact_state') })
    const page = await open()
    await click(button(page, 'Accepter et lui demander'))
    expect(button(page, 'Accepter et lui demander')).toBeDefined()
    expect(document.querySelector('.toast')?.textContent).toContain('changé entre-temps')
  })

  it('a block sends its reason and nothing else', async () => {
    const asked = serve({ ...waiting, 'POST trusted-contacts/7/block': () => undefined })
    const page = await open()
    await click(button(page, 'Ne pas retenir'))
    await click(page.querySelector('dialog button[type=submit]'))
    expect(page.querySelector('dialog')?.textContent, 'no reason is taken for granted').toContain(
      'Choisissez une raison.',
    )
    page.querySelector<HTMLSelectElement>('dialog select')!.value = 'safety'
    await click(page.querySelector('dialog button[type=submit]'))
    await settle()
    expect(asked.at(-1)).toMatchObject({ name: 'POST trusted-contacts/7/block', body: { why: 'safety' } })
  })
})

describe('in the file', () => {
  const open = () =>
    draw(
      <>
        <TrustedContacts id="p" />
        <Toasts />
      </>,
    )

  it('who may not approve sees the proposal and no button', async () => {
    may('edit_file')
    serve(list(contact()))
    const page = await open()
    expect(text()).toContain('Mme SPECIMEN')
    expect(button(page, 'Accepter')).toBeUndefined()
    expect(button(page, 'Ne pas retenir')).toBeUndefined()
  })

  it('a code of the contact is sent without its blanks', async () => {
    const asked = serve({
      ...list(contact({ state: 'asked', answer_until: '2026-12-01T09:00:00Z' })),
      'POST trusted-contacts/7/code': () => undefined,
    })
    const page = await open()
    page.querySelector<HTMLInputElement>('input[name=code]')!.value = '123 456'
    await click(button(page, 'Noter son accord'))
    await settle()
    expect(asked.find((one) => one.name.endsWith('/code'))?.body).toEqual({ code: '123456' })
  })

  it('why one was blocked stands among those that are over', async () => {
    serve(list(contact({ state: 'blocked', blocked_why: 'safety', ended_at: '2026-11-23T09:00:00Z' })))
    await open()
    expect(text()).toContain('Sécurité d’une personne')
    expect(text()).toContain('Personne n’est désigné.')
  })

  it('where nobody can be named it says so and offers no form', async () => {
    serve({ [LIST]: () => ({ items: [], hindrance: 'contact_not_here' }) })
    const page = await open()
    expect(text()).toContain('Ce n’est pas possible ici')
    expect(page.querySelector('form')).toBeNull()
  })

  it('one of number and e-mail is asked for in words, and no day of consent is taken for granted', async () => {
    const asked = serve({ ...list(), 'POST probationers/p/trusted-contacts': () => contact() })
    const page = await open()
    const form = page.querySelector('form')!
    const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement
    const optional = () =>
      [...form.querySelectorAll('fieldset label')].map((one) => one.textContent?.includes('facultatif'))
    const errors = () => [...form.querySelectorAll('.field__error')].map((one) => one.textContent)
    expect(form.querySelector('legend')?.textContent).toContain('l’un des deux au moins')
    expect([optional(), field('consented_on').value]).toEqual([[false, false], ''])
    field('name').value = 'Mme SPECIMEN'
    field('relation').value = 'family'
    const send = async () => {
      form.requestSubmit()
      await settle()
    }
    await send()
    expect(errors()).toEqual([
      'Donnez un numéro de portable ou une adresse e-mail complète.',
      'Donnez un numéro de portable ou une adresse e-mail complète.',
      'Choisissez un jour, aujourd’hui au plus tard.',
    ])
    field('phone').value = '06 39 98 00 09'
    field('phone').dispatchEvent(new Event('input', { bubbles: true }))
    field('consented_on').value = '2026-11-20'
    await settle()
    expect(optional()).toEqual([false, true])
    await send()
    expect(asked.at(-2)?.body).toMatchObject({ phone: '06 39 98 00 09', email: '', consented_on: '2026-11-20' })
  })

  it('a failing server keeps nothing hidden and is asked again', async () => {
    let isBroken = true
    serve({
      [LIST]: () =>
        isBroken ? new Refusal(500, 'server') : { items: [contact({ state: 'active' })], hindrance: null },
    })
    await open()
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Ce qui est enregistré l’est toujours')
    isBroken = false
    await click(document.querySelector('[role=alert] button'))
    await settle()
    expect(text()).toContain('Reçoit les copies')
  })
})
