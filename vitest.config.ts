import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { REPLACED } from './test/support/cheap/replaced.ts'

export default defineConfig({
  resolve: {
    alias: {
      ...REPLACED,
      '@': resolve(import.meta.dirname),
      'server-only': resolve(import.meta.dirname, 'node_modules/server-only/empty.js'),
    },
  },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', '**/node_modules/**'],
    globalSetup: 'test/support/global-setup.ts',
    // Most of them wait for a queue or a database rather than compute.
    maxWorkers: 3,
    testTimeout: 180_000,
    // Generous: a slow machine is no failure.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 180_000,
  },
})
