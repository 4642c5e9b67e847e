import { expect, it } from 'vitest'
import { sorted } from './sorted'

it('sorts a copy, by the order given or as words', () => {
  const list = [10, 9, 1]
  expect(sorted(list, (one, other) => one - other)).toEqual([1, 9, 10])
  expect(sorted(['b', 'a'])).toEqual(['a', 'b'])
  expect(list).toEqual([10, 9, 1])
})
