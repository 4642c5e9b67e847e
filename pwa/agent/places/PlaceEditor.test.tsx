import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PlaceDetail } from '../api/types'
import { setSession } from '../session'
import { Toasts } from '../shell/Toasts'
import { button, clear, click, draw, Refusal, serve, SESSION, settle } from '../testing'
import { PlaceEditor } from './PlaceEditor'

const place = {
  id: 1,
  name: 'Antenne EXEMPLE',
  neutral_name: 'Maison EXEMPLE',
  address: '1 rue de l’Essai',
  postcode: '92000',
  city: 'Nanterre',
  inside: { fr: '3e étage', en: 'Second floor' },
  step_free: 'unknown',
  step_free_words: {},
  phone: '',
  phone_hours: {},
  email: '',
  stale: { inside: ['en'], step_free_words: [], phone_hours: [] },
} as unknown as PlaceDetail
const PATCH = 'PATCH places/1'
const expected = (body: Record<string, unknown>) =>
  body.tell ? place : new Refusal(409, 'people_expected_there', { appointments: 3, people: 2 })

beforeEach(() => setSession(SESSION))
afterEach(clear)

async function save(answer: (body: Record<string, unknown>) => unknown) {
  const asked = serve({ [PATCH]: answer })
  const saved: PlaceDetail[] = []
  const page = await draw(
    <>
      <PlaceEditor of={place} onSaved={(one) => saved.push(one)} />
      <Toasts />
    </>,
  )
  const address = page.querySelector<HTMLInputElement>('input[name=address]')!
  await act(() => void (address.value = '9 avenue du Test'))
  await click(button(page, 'Enregistrer'))
  return { asked, page, saved, dialog: page.querySelector<HTMLDialogElement>('dialog[open]') }
}

describe('a place where persons are expected', () => {
  it('says how many appointments and persons it is about, and saves nothing before one has chosen', async () => {
    const { asked, dialog, saved } = await save(expected)
    expect(dialog?.textContent?.replaceAll('\u00A0', ' ')).toContain('3 rendez-vous à venir, 2 personnes concernées')
    expect(dialog?.querySelector<HTMLInputElement>('input[value=everybody]')?.checked).toBe(true)
    expect([asked.length, saved]).toEqual([1, []])
  })

  it('tells everybody unless one says that it was the spelling', async () => {
    const { asked, dialog, page, saved } = await save(expected)
    await click(button(dialog!, 'Enregistrer'))
    expect(asked[1]?.body).toMatchObject({ address: '9 avenue du Test', tell: 'everybody' })
    expect(page.querySelector('.toast')?.textContent).toContain('2 personnes sont prévenues.')
    expect([saved.length, page.querySelector('dialog[open]')]).toEqual([1, null])
  })

  it('tells nobody of a spelling', async () => {
    const { asked, dialog, page } = await save(expected)
    await click(dialog?.querySelector('input[value=nobody]'))
    await click(button(dialog!, 'Enregistrer'))
    expect(asked[1]?.body).toMatchObject({ tell: 'nobody' })
    expect(page.querySelector('.toast')?.textContent).not.toContain('prévenue')
  })

  it('changes nothing where one thinks better of it, and keeps what was typed', async () => {
    const { asked, dialog, page } = await save(expected)
    await click(button(dialog!, 'Ne rien changer'))
    await settle()
    expect([asked.length, page.querySelector('dialog[open]')]).toEqual([1, null])
    expect(page.querySelector<HTMLInputElement>('input[name=address]')!.value).toBe('9 avenue du Test')
  })

  it('asks nothing where nobody is expected', async () => {
    const { dialog, saved } = await save(() => place)
    expect([dialog, saved.length]).toEqual([null, 1])
  })
})

describe('words that are older than their French', () => {
  it('stand open, marked, and may be said to be right', async () => {
    const { asked, page } = await save(() => place)
    const words = page.querySelector<HTMLInputElement>('input[name="inside.en"]')!.closest('details')!
    expect([words.open, words.querySelector('.badge')?.textContent]).toEqual([true, 'À relire'])
    expect(asked[0]?.body.checked).toEqual({ inside: [], step_free_words: [], phone_hours: [] })
    await click(page.querySelector('input[name="inside.en.checked"]'))
    await click(button(page, 'Enregistrer'))
    expect(asked[1]?.body.checked).toEqual({ inside: ['en'], step_free_words: [], phone_hours: [] })
  })

  it('are not marked where they are as new', async () => {
    const { page } = await save(() => place)
    const hours = page.querySelector('input[name="phone_hours.en"]')!.closest('details')!
    expect([hours.open, hours.querySelector('.badge')]).toEqual([false, null])
  })
})
