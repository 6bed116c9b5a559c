import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { REPLACED } from './test/support/cheap/replaced.ts'

/** The suites that the gate leaves out: `npm test -- --long` has them alone, test:postgres beside the others. */
const LONG = 'test/**/*.long.test.ts'
const long = process.env.VEILGATE_TEST_LONG

export default defineConfig({
  resolve: {
    alias: {
      ...REPLACED,
      '@': resolve(import.meta.dirname),
      'server-only': resolve(import.meta.dirname, 'node_modules/server-only/empty.js'),
    },
  },
  test: {
    include: long === 'alone' ? [LONG] : ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', '**/node_modules/**', ...(long === undefined ? [LONG] : [])],
    globalSetup: 'test/support/global-setup.ts',
    // Most of them wait for a queue or a database rather than compute.
    maxWorkers: 3,
    testTimeout: 180_000,
    // Generous: a slow machine is no failure.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 180_000,
  },
})
