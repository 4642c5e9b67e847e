import { describe, expect, it } from 'vitest'
import { western, writeWestern } from './digits'

describe('digits of any script', () => {
  it.each([
    ['٥٩٦٣٥٦', '596356'],
    ['۱۹۸۳', '1983'],
    ['९३२९०', '93290'],
    ['０６ ３９', '06 39'],
    ['𝟗𝟎', '90'],
    ['٠٦ ٣٩ ٩٨ ٠٠ ٠١', '06 39 98 00 01'],
    ['2² Ⅱ ①', '2² Ⅱ ①'],
    ['', ''],
  ])('%s is %s', (typed, read) => expect(western(typed)).toBe(read))

  it('are written as 0 to 9 into the fields that ask for digits, and left alone elsewhere', () => {
    document.body.innerHTML =
      '<form><input inputmode="numeric" value="١٩٨٣"><input type="tel" value="٠٦"><input value="٣ rue"></form>'
    const { elements } = document.querySelector('form')!
    writeWestern(elements)
    expect([...elements].map((one) => (one as HTMLInputElement).value)).toEqual(['1983', '06', '٣ rue'])
  })
})
