import { beforeEach, describe, expect, it } from 'vitest'
import { hasLock, isGoodCode, locked, MOST_TRIES, removeCode, setCode, tryCode } from './lock'

beforeEach(() => removeCode())

describe('the code of this phone', () => {
  it.each([
    ['1234', true],
    ['123456', true],
    ['123', false],
    ['1234567', false],
    ['12a4', false],
  ])('%s may be one: %s', (code, may) => expect(isGoodCode(code)).toBe(may))

  it('opens by itself alone, and is not kept in clear', async () => {
    await setCode('4821')
    locked.value = true
    expect(hasLock()).toBe(true)
    expect(localStorage.getItem('lock')).not.toContain('4821')
    expect(await tryCode('4822')).toBe(MOST_TRIES - 1)
    expect(locked.value).toBe(true)
    expect(await tryCode('4821')).toBe('open')
    expect(locked.value).toBe(false)
  })

  it('leaves five tries in a row, counted over new starts, and a right one gives them back', async () => {
    await setCode('4821')
    expect(await tryCode('0000')).toBe(4)
    expect(await tryCode('4821')).toBe('open')
    const left = []
    for (let number = 0; number < MOST_TRIES; number += 1) left.push(await tryCode('0000'))
    expect(left).toEqual([4, 3, 2, 1, 0])
    expect(await tryCode('4821')).toBe(0)
  })

  it('is gone when it is taken away', async () => {
    await setCode('4821')
    removeCode()
    expect(hasLock()).toBe(false)
    expect(await tryCode('0000')).toBe('open')
  })
})
