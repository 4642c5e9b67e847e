import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from './call'
import { useForm, type Values } from './form'
import { setLanguage, t } from './i18n'
import '../probationer/steady'
import { Field, FormProblem, Submit } from './ui'

function Example({ submit }: { submit: (values: Values) => Promise<unknown> }) {
  const form = useForm(submit)
  return (
    <form {...form.props}>
      <Field form={form} name="phone" label="Phone" required defaultValue=" 06 " />
      <FormProblem form={form} />
      <Submit form={form}>Send</Submit>
    </form>
  )
}

const draw = (submit: (values: Values) => Promise<unknown>) => {
  document.body.innerHTML = '<div id="app"></div>'
  act(() => render(<Example submit={submit} />, document.querySelector('#app')!))
}
const submit = () =>
  act(async () => {
    document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
    await new Promise((resolve) => setTimeout(resolve))
  })
const input = () => document.querySelector('input')!

beforeEach(() => setLanguage('fr'))

describe('a form', () => {
  it('hands over trimmed values', async () => {
    const seen: string[] = []
    draw(async (values) => seen.push(values.text('phone')))
    await submit()
    expect(seen).toEqual(['06'])
  })

  it('takes digits of any script where digits are asked, before the browser judges them', async () => {
    const seen: string[] = []
    draw(async (values) => seen.push(values.text('phone')))
    Object.assign(input(), { inputMode: 'numeric', pattern: '[0-9]{6}', value: '٥٩٦٣٥٦' })
    await submit()
    expect(seen).toEqual(['596356'])
  })

  it('shows the refusal of a field beside it and ties the two', async () => {
    draw(() => Promise.reject(new Problem('form_incomplete', 422, { phone: 'phone_unreadable' })))
    await submit()
    const error = document.querySelector('.field__error')!
    expect(error.textContent).toBe(t('errors.phone_unreadable'))
    expect(input().getAttribute('aria-describedby')).toBe(error.id)
    expect(input().getAttribute('aria-invalid')).toBe('true')
    expect(document.querySelector('[role=alert]')!.textContent).toBe(t('errors.form_incomplete'))
  })

  it('does not bother the server with an empty required field', async () => {
    const send = vi.fn(async () => undefined)
    draw(send)
    input().value = ''
    await submit()
    expect(send).not.toHaveBeenCalled()
    expect(document.querySelector('.field__error')!.textContent).toBe(t('expected.phone'))
  })

  it('says what stands beside a field once, and the rest where it stands', async () => {
    draw(() => Promise.reject(new Problem('phone_unreadable', 422, { phone: 'phone_unreadable' })))
    await submit()
    expect(document.body.textContent!.split(t('errors.phone_unreadable'))).toHaveLength(2)
    draw(() => Promise.reject(new Problem('birth_missing', 422, { birth_date: 'birth_missing' })))
    await submit()
    expect(document.querySelector('[role=alert]')!.textContent).toBe(t('errors.birth_missing'))
  })

  it('is sent once however often it is tapped', async () => {
    let finish: () => void = () => undefined
    const send = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)))
    draw(send)
    await submit()
    await submit()
    expect(send).toHaveBeenCalledTimes(1)
    expect(document.querySelector('button')!.getAttribute('aria-busy')).toBe('true')
    await act(async () => finish())
    await submit()
    expect(send).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['tel-national', 'off'],
    ['street-address', 'off'],
    ['email', 'off'],
    ['', 'off'],
    ['username', 'username'],
    ['current-password', 'current-password'],
    ['new-password', 'new-password'],
    ['one-time-code', 'one-time-code'],
  ])('names the purpose %j until something stands there, then says %j', async (purpose, then) => {
    const send = vi.fn(async () => undefined)
    for (const begin of [() => input().dispatchEvent(new Event('input', { bubbles: true })), submit]) {
      draw(send)
      input().autocomplete = purpose as AutoFill
      expect(document.querySelector('form')!.getAttribute('autocomplete')).toBe('off')
      await begin()
      expect(input().getAttribute('autocomplete')).toBe(then)
    }
    expect(send).toHaveBeenCalledOnce()
  })

  it('goes on at its end, but fetches nobody back who has left it meanwhile', async () => {
    const next = vi.fn<() => void>()
    draw(async () => next)
    await submit()
    expect(next).toHaveBeenCalledOnce()
    let finish = (_next: () => void) => undefined as void
    draw(() => new Promise((resolve) => (finish = resolve)))
    await submit()
    act(() => render(<p>Elsewhere</p>, document.querySelector('#app')!))
    await act(async () => finish(next))
    expect(next).toHaveBeenCalledOnce()
  })

  it('says nothing any more of a field that was changed, and no less of the others', async () => {
    const refused = { phone: 'phone_unreadable', email: 'email_unreadable' }
    draw(() => Promise.reject(new Problem('form_incomplete', 422, refused)))
    await submit()
    expect(document.querySelector('.field__error')).not.toBeNull()
    await act(async () => void input().dispatchEvent(new Event('input', { bubbles: true })))
    expect(document.querySelector('.field__error')).toBeNull()
    expect(input().getAttribute('aria-invalid')).toBeNull()
    expect(document.querySelector('[role=alert]')!.textContent).not.toBe('')
    draw(() => Promise.reject(new Problem('form_incomplete', 422, { phone: 'phone_unreadable' })))
    await submit()
    await act(async () => void input().dispatchEvent(new Event('input', { bubbles: true })))
    expect(document.querySelector('[role=alert]')!.textContent).toBe('')
  })

  it('says no longer that there is no network once it is back, and goes on to say what was refused', async () => {
    for (const code of ['offline', 'timeout', 'phone_unreadable']) {
      draw(() => Promise.reject(new Problem(code)))
      await submit()
      const said = () => document.querySelector('[role=alert]')!.textContent
      expect(said()).not.toBe('')
      await act(async () => void dispatchEvent(new Event('online'))) // heard by the page, for all forms
      expect(said() === '').toBe(code !== 'phone_unreadable')
    }
  })

  it('leaves its button where it is when what is wrong stands beside the fields', async () => {
    draw(() => Promise.reject(new Problem('form_incomplete', 422, { phone: 'phone_unreadable' })))
    await submit()
    const alert = () => document.querySelector('[role=alert]')!
    expect([alert().className, alert().textContent]).toEqual(['unseen', t('errors.form_incomplete')])
    draw(() => Promise.reject(new Problem('phone_unreadable')))
    await submit()
    expect(alert().className).toBe('')
  })

  it('says something readable for an accident of our own', async () => {
    draw(() => Promise.reject(new TypeError('boom')))
    await submit()
    expect(document.querySelector('[role=alert]')!.textContent).toBe(t('errors.unexpected'))
  })
})
