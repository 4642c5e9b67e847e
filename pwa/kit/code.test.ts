import { describe, expect, it } from 'vitest'
import { codeIn } from './code'
import { western } from './digits'

describe('a code of six digits', () => {
  it.each([
    ['328546', '328546'],
    ['328 546', '328546'],
    ['328-546', '328546'],
    ['328\u2011546', '328546'],
    ['\u2068328546\u2069', '328546'],
    ['Votre code : 328546', '328546'],
    ['Votre code : 328546. Valable 10 minutes. Appelez le 01 40 00 00 00.', '328546'],
    ['3 2 8 5 4 6', '328546'],
    ['@rdv.example #328546', '328546'],
    ['٣٢٨٥٤٦', '328546'],
    ['۳۲۸-۵۴۶', '328546'],
    ['３２８５４６', '328546'],
    ['32854', undefined],
    ['3285467', undefined],
    ['0639980001', undefined],
    ['bonjour', undefined],
    ['', undefined],
  ])('in « %s » is %s', (text, code) => expect(codeIn(text)).toBe(code))

  it('is read in the digits of any script, and signs that are none stay', () => {
    expect(western('०१२३४५६७८९ ٠١٢٣٤٥٦٧٨٩ 𝟎𝟗𝟘𝟡')).toBe('0123456789 0123456789 0909')
    expect(western('² Ⅱ ½')).toBe('² Ⅱ ½')
  })
})
