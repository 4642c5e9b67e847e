import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { go } from '../../kit/router'
import type { Duplicate } from '../api/types'
import { setSession } from '../session'
import { type Answers, type Asked, button, clear, click, draw, Refusal, serve, SESSION, settle } from '../testing'
import Counter from './Counter'

vi.setConfig({ testTimeout: 20_000 })
afterEach(clear)
beforeEach(() => setSession({ ...SESSION, may: [...SESSION.may, 'counter'] }))

const KNOWN: Duplicate = {
  id: 'p-9',
  last_name: 'ESSAI',
  first_name: 'Noé',
  birth_date: '1990-03-12',
  birth_year: null,
  phone: '+33639980009',
  phone_status: 'proved',
  phone_proved_at: '2026-11-12T09:00:00Z',
  appi_number: '',
  state: 'followed',
  referent: null,
  archived: false,
  certain: true,
  visible: true,
  same_phone: false,
  organisations: ['Service'],
}
const plain = (box: Element) => box.textContent!.replaceAll('\u00A0', ' ')
const named = <E extends Element = HTMLInputElement>(box: Element, name: string) =>
  box.querySelector<E>(`[name="${name}"]`)

async function type(box: Element, values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) {
    const field = named(box, name)!
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  await settle()
}

async function arrive(answers: Answers = {}): Promise<{ box: HTMLElement; asked: Asked[] }> {
  const asked = serve({
    'POST probationers/duplicates': () => ({ items: [] }),
    'POST probationers': () => ({ id: 'p-1' }),
    'POST probationers/p-1/phone-proof': () => ({ id: 'c-1' }),
    'POST probationers/p-9/phone-proof': () => ({ id: 'c-9' }),
    'GET appointment-types': () => ({ items: [] }),
    ...answers,
  })
  const box = await draw(<Counter />)
  await type(box, { last_name: 'ESSAI', first_name: 'Noé', birth: '12/03/1990' })
  return { box, asked }
}
const made = (asked: Asked[]) => asked.filter(({ name }) => name === 'POST probationers').map(({ body }) => body)
const codes = (asked: Asked[]) => asked.filter(({ name }) => name.endsWith('/phone-proof'))

describe('a new person at the counter', () => {
  it('has the language and the sensitive channel of the ordinary form', async () => {
    const { box, asked } = await arrive()
    await type(box, { phone: '06 39 98 00 01', language: 'ar' })
    named(box, 'sensitive_channel')!.click()
    await click(button(box, 'Créer le dossier et envoyer le code'))
    expect(made(asked)).toMatchObject([{ phone: '06 39 98 00 01', language: 'ar', sensitive_channel: true }])
    // What was not asked aloud is not refused in the person's name.
    expect(made(asked)[0]).not.toHaveProperty('wants_sms')
  })

  it('without a phone is received without a code', async () => {
    const { box, asked } = await arrive()
    await type(box, { phone: '06 39' })
    await click(named(box, 'no_phone'))
    expect(named(box, 'phone')!.disabled).toBe(true)
    await click(button(box, 'Créer le dossier'))
    expect(made(asked)).toMatchObject([{ phone: '', language: 'fr', sensitive_channel: false }])
    expect(codes(asked)).toEqual([])
    expect(plain(box)).toContain('pas de téléphone')
    expect(plain(box)).toContain('Imprimez la convocation')
    expect(named(box, 'code')).toBeNull()
    await click(button(box, 'Ajouter un numéro'))
    expect(named(box, 'phone')!.value).toBe('')
  })

  it('who refuses reminders gets none, not even of the first appointment', async () => {
    const { box, asked } = await arrive()
    await type(box, { phone: '06 39 98 00 01' })
    named(box, 'no_reminders')!.click()
    await click(button(box, 'Créer le dossier et envoyer le code'))
    expect(made(asked)).toMatchObject([{ wants_sms: false }])
  })

  it('with the phone of another file is asked whether it is shared', async () => {
    const { box } = await arrive({
      'POST probationers/duplicates': () => ({ items: [{ ...KNOWN, certain: false, same_phone: true }] }),
    })
    await settle(500)
    expect(plain(box)).toContain('Deux personnes sur le même téléphone ? Cochez « Canal sensible ».')
  })

  it('is not left without a number by forgetting the field', async () => {
    const { box, asked } = await arrive()
    await click(button(box, 'Créer le dossier'))
    expect(made(asked)).toEqual([])
    expect(plain(box)).toContain('Écrivez le numéro, ou cochez « Pas de téléphone ».')
  })

  it('is not said to have been notified before anything was handed over', async () => {
    const { box } = await arrive()
    expect(box.querySelector<HTMLSelectElement>('#legal-way')!.value).toBe('')
  })

  it('reads at once why no code left to a landline', async () => {
    const { box } = await arrive({
      'POST probationers/p-1/phone-proof': () =>
        new Refusal(422, 'phone_landline', undefined, { phone: 'phone_landline' }),
    })
    await type(box, { phone: '01 40 00 00 00' })
    await click(button(box, 'Créer le dossier'))
    expect(plain(box)).toContain('C’est un numéro fixe.')
  })
})

describe('leaving the counter', () => {
  afterEach(() => void vi.unstubAllGlobals())

  it('asks first where the code is on its way and nothing is booked', async () => {
    const { box } = await arrive()
    await type(box, { phone: '06 39 98 00 01' })
    await click(button(box, 'Créer le dossier et envoyer le code'))
    const ask = vi.fn(() => false)
    vi.stubGlobal('confirm', ask)
    await act(() => go('/agent/lieux'))
    expect(ask).toHaveBeenCalledWith('Rien n’est encore réservé pour cette personne. Quitter le guichet\u00A0?')
  })
})

describe('an existing file taken at the counter', () => {
  const take = async (known: Partial<Duplicate>) => {
    const arrived = await arrive({ 'POST probationers/duplicates': () => ({ items: [{ ...KNOWN, ...known }] }) })
    await settle(500)
    await click(button(arrived.box, 'Prendre ce dossier'))
    return arrived
  }

  it('shows that its number is proved and since when, and asks no code', async () => {
    const { box, asked } = await take({})
    expect(plain(box)).toContain('06 39 98 00 09 prouvé le 12 novembre 2026')
    expect(named(box, 'phone')).toBeNull()
    expect(codes(asked)).toEqual([])
  })

  it('has its proved number changed by a code to the new one', async () => {
    const { box, asked } = await take({})
    await click(button(box, 'Le numéro a changé'))
    await type(box, { phone: '06 39 98 00 10' })
    await click(button(box, 'Envoyer un code'))
    expect(codes(asked).map(({ body }) => body)).toEqual([{ phone: '06 39 98 00 10' }])
    expect(named(box, 'code')).not.toBeNull()
  })

  it.each([
    ['given', '+33639980009', 'non prouvé'],
    ['wrong', '+33639980009', 'numéro faux'],
  ])('has a number that is %s proved, and says what it is', async (phone_status, phone, said) => {
    const { box } = await take({ phone_status, phone, phone_proved_at: null })
    expect(plain(box)).toContain(said)
    expect(named(box, 'phone')!.value).toBe('06 39 98 00 09')
  })

  it('says proved alone where nobody wrote down since when', async () => {
    const { box } = await take({ phone_proved_at: null })
    expect(plain(box)).toContain('06 39 98 00 09 prouvé')
    expect(plain(box)).not.toContain('prouvé le')
  })
})
