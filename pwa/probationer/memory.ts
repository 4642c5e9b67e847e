// For tests: the phone's stores in memory, with the same words as store.ts and the browser's Cache.
import type { Box } from './store'

export function memoryStore() {
  const boxes: Record<Box, Map<string, unknown>> = { acts: new Map(), receipts: new Map(), facts: new Map() }
  return {
    put: async (box: Box, key: string, value: unknown) => boxes[box].set(key, value),
    get: async (box: Box, key: string) => boxes[box].get(key),
    all: async (box: Box) => [...boxes[box].values()],
    remove: async (box: Box, key: string) => boxes[box].delete(key),
    clear: async (box: Box) => boxes[box].clear(),
  }
}

const urlOf = (request: Request | string) =>
  new URL(typeof request === 'string' ? request : request.url, 'https://app.test').href

class MemoryCache {
  entries = new Map<string, Response>()
  async match(request: Request | string) {
    return this.entries.get(urlOf(request))?.clone()
  }
  async put(request: Request | string, response: Response) {
    this.entries.set(urlOf(request), response)
  }
  async delete(request: Request | string) {
    return this.entries.delete(urlOf(request))
  }
  async keys() {
    return [...this.entries.keys()].map((url) => new Request(url))
  }
}

export function memoryCaches() {
  const all = new Map<string, MemoryCache>()
  return {
    open: async (name: string) => all.get(name) ?? all.set(name, new MemoryCache()).get(name)!,
    delete: async (name: string) => all.delete(name),
    has: async (name: string) => all.has(name),
    keys: async () => [...all.keys()],
  }
}
