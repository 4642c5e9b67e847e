// That every field of every form has its sentence: building/fields.test.mjs.
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { describe, expect, it } from 'vitest'
import { setLanguage } from './i18n'
import { Field, PasswordField, SelectField, TextArea } from './ui'

describe('a field that was refused for no more than its writing', () => {
  const drawn = (field: preact.JSX.Element) => {
    document.body.innerHTML = '<div id="app"></div>'
    act(() => render(field, document.querySelector('#app')!))
    return document.querySelector('.field__error')?.textContent
  }

  it.each(['required', 'invalid', 'field_missing', 'field_unreadable', 'never_heard_of'])(
    'says what it wants (%s)',
    async (error) => {
      await setLanguage('fr')
      const props = { name: 'postcode', label: 'x', error }
      for (const field of [
        <Field key="1" {...props} />,
        <TextArea key="2" {...props} />,
        <PasswordField key="3" {...props} />,
        <SelectField key="4" {...props} options={[]} />,
      ])
        expect(drawn(field)).toBe('Le code postal a 5 chiffres.')
      expect(drawn(<Field {...props} name="name" expected="place_name" />)).toBe('Écrivez le nom du lieu.')
    },
  )

  it('says a reason of its own where there is one', async () => {
    await setLanguage('fr')
    expect(drawn(<Field name="phone" label="x" error="phone_unchanged" />)).toBe('C’est déjà votre numéro.')
  })
})
