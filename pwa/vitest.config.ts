import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { JSX } from './building/jsx.mjs'
import { messages } from './building/messages.mjs'

export default defineConfig({
  plugins: [messages('tests')],
  oxc: JSX,
  test: {
    environment: 'happy-dom',
    include: [
      'kit/**/*.test.{ts,tsx}',
      'probationer/**/*.test.{ts,tsx}',
      'agent/**/*.test.{ts,tsx}',
      'building/**/*.test.mjs',
    ],
    env: { TZ: 'Europe/Paris' },
    // Patient on a busy machine.
    testTimeout: 30_000,
    restoreMocks: true,
    // A document for each file without a process for each: a third of the processor time.
    pool: 'vmThreads',
    // Two on one core: with one, vitest gives all files the same document.
    maxWorkers: Math.max(2, availableParallelism()),
  },
})
