import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forget } from '../../kit/load'
import { setSession } from '../session'
import { Toasts } from '../shell/Toasts'
import { button, clear, click, draw, Refusal, serve, SESSION } from '../testing'
import { WhyUnreached } from './Reach'

const open = (
  reason: string,
  cause: Parameters<typeof WhyUnreached>[0]['of']['cause'],
  onDone = () => undefined as unknown,
) =>
  draw(
    <>
      <WhyUnreached of={{ reason, cause }} person="p" appointment="a" onDone={onDone} />
      <Toasts />
    </>,
  )

describe('somebody whom no message reaches', () => {
  beforeEach(() => {
    forget()
    setSession({ ...SESSION, may: ['resend', 'edit_file'] })
  })
  afterEach(clear)

  it('is told with why, what to do, and the buttons that fit', async () => {
    const wrong = await open('number_wrong', 'number')
    expect(wrong.textContent).toContain('Numéro non attribué.')
    expect(wrong.querySelector('a')?.getAttribute('href')).toBe('/agent/personnes/p/modifier')
    expect(button(wrong, 'Renvoyer')).toBeUndefined()
    const off = await open('unreachable', 'phone_off')
    expect(button(off, 'Renvoyer')).toBeDefined()
    expect(off.querySelector('a')).toBeNull()
  })

  it('without a number has none corrected, but one added', async () => {
    expect((await open('no_number', 'no_number')).querySelector('a')?.textContent).toBe('Ajouter un numéro')
    expect((await open('number_wrong', 'number')).querySelector('a')?.textContent).toBe('Corriger le numéro')
  })

  it('is sent it again, and the second time told from when on', async () => {
    let pressed = 0
    const refusal = new Refusal(409, 'resent_lately', { at: '2026-11-24T09:12:00Z', again_at: '2026-11-24T09:42:00Z' })
    serve({
      'POST appointments/a/resend': () =>
        pressed++ === 0 ? { channel: 'sms', again_at: '2026-11-24T09:42:00Z' } : refusal,
    })
    const box = await open('unreachable', 'phone_off')
    await click(button(box, 'Renvoyer'))
    expect(box.textContent).toContain('Renvoyé par SMS.')
    await click(button(box, 'Renvoyer'))
    expect(box.querySelector('[role=alert]')?.textContent?.replaceAll('\u00A0', ' ')).toBe(
      'Déjà renvoyé à 10 h 12 ; vous pourrez recommencer à 10 h 42.',
    )
  })

  it('was told otherwise: how and when', async () => {
    const done = vi.fn()
    const asked = serve({ 'POST appointments/a/told-otherwise': () => undefined })
    const box = await open('no_number', 'no_number', done)
    await click(button(box, 'J’ai prévenu autrement'))
    expect(box.querySelector('[name=way]:checked'), 'nobody has said how').toBeNull()
    await click(box.querySelector('form button[type=submit]'))
    expect(box.querySelector('.field--refused')?.textContent).toContain('Choisissez comment')
    await click(box.querySelector('input[value=letter]'))
    await click(box.querySelector('form button[type=submit]'))
    expect(asked.at(-1)).toMatchObject({
      name: 'POST appointments/a/told-otherwise',
      body: { way: 'letter', on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    })
    expect(done).toHaveBeenCalled()
  })
})
