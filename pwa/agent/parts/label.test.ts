import { describe, expect, it } from 'vitest'
import { addressIn, spreadAddress } from './label'

const NANTERRE = { address: '12 rue Haute', postcode: '92000', city: 'Nanterre' }

describe('a pasted address', () => {
  it.each([
    [
      '15 allée Exemple, Tremblay-en-France, 93290, 93, Seine-Saint-Denis, Île-de-France',
      { address: '15 allée Exemple', postcode: '93290', city: 'Tremblay-en-France' },
    ],
    ['12 rue Haute, Nanterre, 92000', NANTERRE],
    ['12 rue Haute, 92000 Nanterre', NANTERRE],
    ['12 rue Haute 92000 Nanterre', NANTERRE],
    ['12 rue Haute\n92000 Nanterre Cedex 9', NANTERRE],
    ['12 rue Haute - 92000 Nanterre, France', NANTERRE],
    ['12 rue du 11 Novembre 1918', undefined],
    ['12, rue Haute', undefined],
    ['PK 12,5 côté montagne', undefined],
  ])('« %s »', (pasted, parts) => expect(addressIn(pasted)).toEqual(parts))

  it('goes to the three fields of its form, and a street alone stays where it is pasted', () => {
    document.body.innerHTML = '<form><input name="address"><input name="postcode"><input name="city"></form>'
    const field = document.querySelector('input')!
    field.addEventListener('paste', (event) => spreadAddress(event as Parameters<typeof spreadAddress>[0]))
    const paste = (text: string) => {
      const event = Object.assign(new Event('paste', { cancelable: true }), { clipboardData: { getData: () => text } })
      field.dispatchEvent(event)
      return event.defaultPrevented
    }
    expect(paste('12 rue Haute')).toBe(false)
    expect(paste('12 rue Haute, 92000 Nanterre')).toBe(true)
    expect([...document.querySelectorAll('input')].map(({ value }) => value)).toEqual(Object.values(NANTERRE))
  })
})
