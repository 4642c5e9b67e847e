import { beforeEach, describe, expect, it, vi } from 'vitest'
import { language, setLanguage } from '../kit/i18n'
import { api } from './api'
import { agree, choose } from './language'
import { known } from './session'

vi.mock('./store', async () => (await import('./memory')).memoryStore())

const patched = () => vi.spyOn(api, 'patch').mockResolvedValue(undefined as never)

beforeEach(async () => {
  localStorage.clear()
  known.value = undefined
  await setLanguage('en', { isChosen: false })
})

describe('one language for screens and messages', () => {
  it('is the file’s after signing in, when nothing was chosen here; and nothing is changed in the file', async () => {
    const patch = patched()
    await agree({ language: 'ar' })
    expect(language()).toBe('ar')
    expect(localStorage.getItem('language')).toBeNull()
    expect(patch).not.toHaveBeenCalled()
  })

  it('is the phone’s when it was chosen there: the file follows', async () => {
    const patch = patched()
    await choose('ar')
    expect(patch).not.toHaveBeenCalled()
    await agree({ language: 'fr' })
    expect(patch).toHaveBeenCalledWith(
      '/api/probationer/me',
      expect.objectContaining({ body: expect.objectContaining({ language: 'ar' }) }),
    )
    expect(language()).toBe('ar')
  })

  it('turns the screens without network too', async () => {
    vi.spyOn(api, 'patch').mockRejectedValue(new TypeError('no network'))
    known.value = { holder: 'h' } as never
    await choose('fr')
    expect(language()).toBe('fr')
  })
})
