import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setLanguage } from '../kit/i18n'
import { locked, MOST_TRIES, removeCode, setCode } from './lock'
import { Locked } from './screens/Locked'

let box: HTMLElement
const field = () => box.querySelector<HTMLInputElement>('[name=code]')!

async function enter(code: string) {
  field().value = code
  await act(async () => box.querySelector<HTMLButtonElement>('[type=submit]')!.click())
  // The digest is the browser's own work: it ends when it ends.
  for (let turn = 0; turn < 100 && field().value !== '' && locked.value; turn += 1)
    await act(() => new Promise((done) => setTimeout(done, 20)))
}

describe('the code asked before the app', () => {
  beforeEach(async () => {
    await setLanguage('fr')
    await setCode('4821')
    locked.value = true
    box = document.body.appendChild(document.createElement('div'))
    await act(() => render(<Locked />, box))
  })
  afterEach(() => {
    render(null, box)
    box.remove()
    removeCode()
  })

  it('is ready to be typed, and said apart from a code that came by SMS', () => {
    expect(document.activeElement).toBe(field())
    expect(box.textContent).toContain('Pas un code reçu par SMS')
  })

  it('is no try while it is too short', async () => {
    await enter('48')
    expect(box.querySelector('.field__error')?.textContent).toBe('Le code a 4 à 6 chiffres.')
    expect(box.textContent).not.toContain('Essais restants')
  })

  it('is typed anew after a wrong one: nothing of it stays in the field', async () => {
    await enter('4822')
    expect(box.querySelector('[role=alert]')?.textContent).toContain(`Essais restants\u00A0: ${MOST_TRIES - 1}`)
    expect(field().value).toBe('')
    expect(document.activeElement).toBe(field())
    await enter('4821')
    expect(locked.value).toBe(false)
  })
})
