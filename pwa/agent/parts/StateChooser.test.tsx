import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { act } from 'preact/test-utils'
import type { Appointment, File } from '../api/types'
import { setSession } from '../session'
import { Toasts } from '../shell/Toasts'
import { appointment, button, clear, click, draw, Refusal, serve, SESSION } from '../testing'
import { StateChooser } from './StateChooser'

const coming = (changes: Partial<Appointment> = {}) =>
  appointment('a', { starts_at: '2026-12-03T09:30:00Z', may: ['move', 'cancel', 'excuse'], ...changes })
const file = (...upcoming: Appointment[]) => ({ id: 'p', state: 'followed', upcoming }) as unknown as File
const POST = 'POST probationers/p/state'

beforeEach(() => setSession(SESSION))
afterEach(clear)

async function choose(state: string, of: File, answer: () => unknown = () => ({ cancelled: 0, kept: 0 })) {
  const asked = serve({ [POST]: answer })
  const page = await draw(
    <>
      <StateChooser of={of} reload={() => undefined} />
      <Toasts />
    </>,
  )
  const select = page.querySelector<HTMLSelectElement>('#state')!
  select.value = state
  await act(() => void select.dispatchEvent(new Event('change', { bubbles: true })))
  await click(button(page, 'Enregistrer'))
  return { asked, page, dialog: page.querySelector<HTMLDialogElement>('dialog[open]') }
}

describe('the state of a file', () => {
  it.each(['detained', 'hospitalised', 'ended', 'deceased'])(
    '« %s » shows what is to come before anything is sent',
    async (state) => {
      const { asked, dialog } = await choose(state, file(coming()))
      expect(asked).toEqual([])
      expect(dialog?.textContent?.replaceAll('\u00A0', ' ')).toContain('jeu. 3 déc., 10 h 30')
      expect(dialog?.querySelector('a[href="/agent/rendez-vous/a/deplacer"]')).not.toBeNull()
    },
  )

  it.each(['abroad'])('« %s » asks nothing: the person still comes, and is reminded', async (state) => {
    const { asked, dialog } = await choose(state, file(coming()))
    expect(dialog).toBeNull()
    expect(asked[0]?.body).toMatchObject({ state })
  })

  it('cancels with a message, and says how many', async () => {
    const { asked, page, dialog } = await choose('ended', file(coming()), () => ({ cancelled: 1, kept: 0 }))
    await click(dialog?.querySelector('input[value=cancel]'))
    await click(dialog?.querySelector('button[type=submit]'))
    expect(asked[0]?.body).toEqual({ state: 'ended', coming: 'cancel', tell_person: true })
    expect(page.querySelector('.toast')?.textContent).toContain('1 rendez-vous annulé.')
  })

  it('ends nothing that nobody chose to end, and says what is missing', async () => {
    const { asked, dialog } = await choose('ended', file(coming()))
    expect(dialog?.querySelector('[name=coming]:checked')).toBeNull()
    await click(dialog?.querySelector('button[type=submit]'))
    expect(asked).toEqual([])
    expect(dialog?.querySelector('.field__error')?.textContent).toBe('Choisissez ce que deviennent ces rendez-vous.')
  })

  it('keeps them only when that is chosen, and says that no reminder leaves', async () => {
    const { asked, page, dialog } = await choose('detained', file(coming()), () => ({ cancelled: 0, kept: 1 }))
    await click(dialog?.querySelector('input[value=keep]'))
    await click(dialog?.querySelector('button[type=submit]'))
    expect(asked[0]?.body).toMatchObject({ coming: 'keep' })
    expect(page.querySelector('.toast')?.textContent).toContain('sans rappel')
  })

  it('of the dead everything is cancelled and nobody is told: there is nothing to choose', async () => {
    const { dialog } = await choose('deceased', file(coming()))
    expect(dialog?.querySelectorAll('input')).toHaveLength(0)
    expect(dialog?.textContent).toContain('Personne ne recevra de message.')
  })

  it('what others decide can only be kept, and says whose it is', async () => {
    const { dialog } = await choose('detained', file(coming({ may: [] })))
    expect(dialog?.textContent).toContain('Un autre service ou le juge en décide.')
    expect(dialog?.querySelector('input[value=cancel]')).toBeNull()
  })

  it('booked meanwhile by a colleague it is refused, and said', async () => {
    const refused = () => new Refusal(409, 'appointments_to_come', { count: 1 })
    const { page } = await choose('ended', file(), refused)
    expect(page.querySelector('.toast')?.textContent).toContain('Des rendez-vous sont encore prévus.')
  })
})
