import { expect, it } from 'vitest'
import { liftOver } from './room'

const side = (top: number, bottom: number, left = 0, right = 360) => ({ top, bottom, left, right })
const toast = side(600, 650, 16, 344)

it.each([
  ['where nothing is', [], 0],
  ['where what can be pressed stands below and above', [side(660, 700), side(500, 590)], 0],
  ['above a button', [side(610, 640)], 48],
  ['above two buttons, in the first room that is high enough', [side(610, 640), side(560, 590)], 96],
  ['between two buttons', [side(610, 640), side(480, 530)], 48],
  ['beside one', [side(610, 640, 345, 360)], 0],
  ['nowhere, where the whole screen is full', [side(0, 700)], undefined],
])('a toast stands %s', (_, controls, lift) => {
  expect(liftOver(toast, controls)).toBe(lift)
})
