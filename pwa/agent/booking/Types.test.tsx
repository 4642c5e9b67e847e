import { afterEach, describe, expect, it } from 'vitest'
import type { AppointmentType } from '../api/types'
import { clear, draw } from '../testing'
import { Types } from './Types'

const types = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, code: `type-${id}`, name: `Type ${id}` }) as AppointmentType)
const names = (box: HTMLElement) => [...box.querySelectorAll('label')].map((one) => one.textContent)

describe('the types to choose from', () => {
  afterEach(clear)

  it('name each once, also where they were read anew since one was chosen', async () => {
    const box = await draw(<Types types={types(12)} chosen={{ ...types(12)[0]! }} onChoose={() => undefined} />)
    expect(names(box).filter((name) => name === 'Type 0')).toHaveLength(1)
    expect(box.querySelectorAll('input:checked')).toHaveLength(1)
  })

  it('keep their places where they are few, whatever was booked last', async () => {
    localStorage.setItem('agent-types', JSON.stringify({ 'type-1': 5 }))
    const box = await draw(<Types types={types(2)} chosen={undefined} onChoose={() => undefined} />)
    expect(names(box)).toEqual(['Type 0', 'Type 1'])
  })

  it('keep them where they are many, all of them shown, whatever was booked and chosen', async () => {
    localStorage.setItem('agent-types', JSON.stringify({ 'type-11': 9 }))
    const box = await draw(<Types types={types(12)} chosen={types(12)[10]} onChoose={() => undefined} />)
    expect(names(box)).toEqual(types(12).map(({ name }) => name))
  })
})
