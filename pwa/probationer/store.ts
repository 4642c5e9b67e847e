// IndexedDB in three verbs, for the page and for the worker: acts waiting for the network, receipts, a few facts.
const NAME = 'mon-suivi'
const VERSION = 1
export type Box = 'acts' | 'receipts' | 'facts'
const BOXES: Box[] = ['acts', 'receipts', 'facts']

const done = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })

async function inside<T>(
  box: Box,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(NAME, VERSION)
  opening.addEventListener('upgradeneeded', () => {
    for (const one of BOXES) opening.result.createObjectStore(one)
  })
  const database = await done(opening)
  try {
    return await done(act(database.transaction(box, mode).objectStore(box)))
  } finally {
    database.close()
  }
}

export const put = (box: Box, key: string, value: unknown) => inside(box, 'readwrite', (store) => store.put(value, key))
export const get = <T>(box: Box, key: string) => inside<T | undefined>(box, 'readonly', (store) => store.get(key))
export const all = <T>(box: Box) => inside<T[]>(box, 'readonly', (store) => store.getAll())
export const remove = (box: Box, key: string) => inside(box, 'readwrite', (store) => store.delete(key))
export const clear = (box: Box) => inside(box, 'readwrite', (store) => store.clear())
