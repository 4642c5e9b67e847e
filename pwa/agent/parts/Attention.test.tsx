import { afterEach, describe, expect, it } from 'vitest'
import { forget } from '../../kit/load'
import type { Appointment } from '../api/types'
import { Today } from '../screens/Today'
import { setSession } from '../session'
import { appointment, button, clear, click, draw, morning, serve, SESSION } from '../testing'

const cannot = appointment('a', {
  may: ['excuse', 'move'],
  answer: { id: 'n', kind: 'cannot', at: '2026-11-23T08:00:00Z', reason: 'work' } as unknown as Appointment['answer'],
})

describe('the line of an announced absence', () => {
  afterEach(clear)

  it('is as high excused as it was before', async () => {
    forget()
    setSession(SESSION)
    serve({
      'GET morning': () => morning({ answers: [cannot] }),
      'POST appointments/a/outcome': () => ({ ...cannot, state: 'excused', may: ['undo'] }),
    })
    await draw(<Today />)
    const line = document.querySelector<HTMLElement>('.pile__line')!
    Object.defineProperty(line, 'offsetHeight', { value: 180 })
    await click(button(line, 'Excuser'))
    expect(line.style.minHeight).toBe('180px')
  })
})
