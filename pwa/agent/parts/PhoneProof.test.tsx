import { afterEach, describe, expect, it, vi } from 'vitest'
import { clear, draw, serve, settle } from '../testing'
import { PhoneProof } from './PhoneProof'

describe('a number proved on the spot', () => {
  afterEach(clear)

  it('is told as it was typed last, not as the file had it', async () => {
    serve({
      'POST probationers/p-a/phone-proof': () => ({ id: 'c-1' }),
      'POST probationers/p-a/phone-proof/answer': () => undefined,
    })
    const proved = vi.fn<(phone: string) => void>()
    const box = await draw(<PhoneProof probationer="p-a" phone="06 39 98 00 01" onProved={proved} />)
    const send = async (name: string, text: string) => {
      const field = box.querySelector<HTMLInputElement>(`[name=${name}]`)!
      field.value = text
      box.querySelector('form')!.requestSubmit()
      await settle()
    }
    await send('phone', '06 39 98 00 02')
    await send('code', '328546')
    expect(proved).toHaveBeenCalledWith('06 39 98 00 02')
  })

  it('in a file is the file’s own, which is written in the form of the file alone', async () => {
    const asked = serve({ 'POST probationers/p-a/phone-proof': () => ({ id: 'c-1' }) })
    const box = await draw(<PhoneProof probationer="p-a" phone="06 39 98 00 01" onProved={() => undefined} isFixed />)
    expect(box.textContent).toContain('Un code part au 06')
    expect(box.querySelector('input')).toBeNull()
    expect(box.querySelector('a')?.getAttribute('href')).toBe('/agent/personnes/p-a/modifier?field=phone')
    box.querySelector('form')!.requestSubmit()
    await settle()
    expect(asked[0]?.body).toEqual({ phone: '06 39 98 00 01' })
  })
})
