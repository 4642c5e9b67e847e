// Lists of messages' ids among the phone's facts: told to nobody, gone with everything else of the person.
import { get, put } from './store'

const MOST = 99

let last: Promise<unknown> = Promise.resolve()

/** One change after the other, failed or not: of two pushes that come together, the later would overwrite the earlier. */
function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const mine = last.then(act)
  last = mine.catch(() => undefined)
  return mine
}

export const idsOf = async (list: string) => (await get<string[]>('facts', list).catch(() => undefined)) ?? []

async function keep(list: string, ids: string[]): Promise<string[]> {
  const all = [...new Set(ids)].slice(-MOST)
  await put('facts', list, all).catch(() => undefined)
  return all
}

/** The list with this one in it. */
export const addId = (list: string, id: string) => inTurn(async () => keep(list, [...(await idsOf(list)), id]))

export const emptyIds = (list: string) => inTurn(() => keep(list, []))
