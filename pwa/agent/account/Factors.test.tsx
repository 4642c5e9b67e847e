import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import { setSession } from '../session'
import { type Answers, type Asked, button, clear, click, draw, Refusal, serve, SESSION, settle } from '../testing'
import { Factors } from './Factors'

const FACTORS = {
  totp: true,
  security_keys: [{ id: 7, name: 'Clé bleue', created_at: '2026-01-02T10:00:00Z', last_used_at: null }],
  recovery_left: 10,
}
const CODES = { recovery_codes: ['aaaa-bbbb-cccc-dddd'] }
const SECRET = { secret: 'ABCD EFGH', uri: 'otpauth://totp/x', qr_svg: '<svg xmlns="http://www.w3.org/2000/svg"/>' }

let isProved = false
const guarded = (answer: unknown) => () => (isProved ? answer : new Refusal(409, 'proof_needed'))

function answers(more: Answers = {}): Asked[] {
  return serve({
    'GET second-factors': () => FACTORS,
    'POST session/password': (body) => {
      if (body.password !== 'juste')
        return new Refusal(422, 'password_refused', undefined, { password: 'password_refused' })
      isProved = true
      return SESSION
    },
    'POST session/totp': () => {
      isProved = true
      return SESSION
    },
    'POST second-factors/recovery-codes': guarded(CODES),
    'POST second-factors/totp': guarded(SECRET),
    'POST second-factors/totp/proof': guarded({ recovery_codes: [] }),
    'DELETE second-factors/security-keys/7': guarded(undefined),
    ...more,
  })
}

const names = (asked: Asked[]) => asked.map(({ name }) => name).filter((name) => !name.startsWith('GET'))
const opened = () => [...document.querySelectorAll<HTMLDialogElement>('dialog[open]')].at(-1)!

async function send(fields: Record<string, string>) {
  for (const [name, value] of Object.entries(fields)) {
    const field = opened().querySelector<HTMLInputElement>(`[name=${name}]`)!
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  await act(
    () =>
      void opened()
        .querySelector('form')!
        .dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
  )
  await settle(30)
}

describe('what opens the account', () => {
  beforeEach(async () => {
    forget()
    isProved = false
    setSession(SESSION)
  })
  afterEach(clear)

  it('changes once the password is given again, and the act is then done by itself', async () => {
    const asked = answers()
    const box = await draw(<Factors />)
    await click(button(box, 'Faire dix nouveaux codes'))
    expect(opened().textContent).toContain('Confirmer que c’est vous')
    await send({ password: 'faux' })
    expect(opened().textContent).toContain('Ce n’est pas votre mot de passe actuel.')
    await send({ password: 'juste' })
    expect(opened().textContent).toContain('aaaa-bbbb-cccc-dddd')
    const renew = 'POST second-factors/recovery-codes'
    expect(names(asked)).toEqual([renew, 'POST session/password', 'POST session/password', renew])
  })

  it('changes by the code of the application too', async () => {
    answers()
    const box = await draw(<Factors />)
    await click(button(box, 'Changer de téléphone'))
    await click(button(opened(), 'Application de codes'))
    await send({ code: '123456' })
    expect(opened().querySelector('.secret')?.textContent).toBe('ABCD EFGH')
  })

  it('stays as it is where the question is put away, without a word of failure', async () => {
    const asked = answers()
    const box = await draw(<Factors />)
    await click(button(box, 'Changer de téléphone'))
    await act(() => opened().close())
    await settle()
    expect(document.querySelector('dialog[open]')).toBeNull()
    expect(names(asked)).toEqual(['POST second-factors/totp'])
  })

  it('is asked nothing again within five minutes', async () => {
    isProved = true
    const asked = answers()
    const box = await draw(<Factors />)
    await click(button(box, 'Retirer'))
    await click(button(opened(), 'Retirer'))
    expect(names(asked)).toEqual(['DELETE second-factors/security-keys/7'])
    expect(document.querySelector('dialog[open]')).toBeNull()
  })

  it('asks once more where the five minutes end while the code is typed', async () => {
    isProved = true
    answers()
    const box = await draw(<Factors />)
    await click(button(box, 'Changer de téléphone'))
    isProved = false
    await send({ code: '123456' })
    expect(opened().textContent).toContain('Confirmer que c’est vous')
    await send({ password: 'juste' })
    expect(document.querySelector('dialog[open]')).toBeNull()
  })
})
