import { afterEach, beforeEach, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import { setSession } from '../session'
import { appointment, clear, draw, Refusal, serve, SESSION, settle } from '../testing'
import { Patterns } from '../slots/Patterns'
import Move from './Move'

beforeEach(() => {
  forget()
  setSession({ ...SESSION, may: ['manage_slots', 'move'] })
})
afterEach(clear)

/** Nothing is drawn as if it were still to come, and one can try again. */
function expectFailure() {
  expect(document.querySelector('.skeleton')).toBeNull()
  expect([...document.querySelectorAll('button')].map((one) => one.textContent)).toContain('Réessayer')
}

it('says that the types could not be read, where a move waits for them', async () => {
  serve({
    'GET appointments/a': () => appointment('a'),
    'GET appointment-types': () => new Refusal(500, 'unexpected'),
  })
  await draw(<Move params={{ id: 'a' }} />)
  await settle()
  expectFailure()
})

it('says that the weekly patterns could not be read', async () => {
  serve({ 'GET slot-patterns': () => new Refusal(500, 'unexpected') })
  await draw(<Patterns agenda={1} round={0} onEnded={() => undefined} />)
  await settle()
  expectFailure()
})
