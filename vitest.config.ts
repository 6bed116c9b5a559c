import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { REPLACED } from './test/support/cheap/replaced.ts'
import { OrderFiles } from './test/support/runner/order-files.ts'
import { sharedFiles } from './test/support/runner/shared-files.ts'
import { leftOut } from './test/support/runner/turns.ts'

/** The suites that the gate leaves out: `npm test -- --long` has them alone, test:postgres beside the others. */
const LONG = 'test/**/*.long.test.ts'
const long = process.env.VEILGATE_TEST_LONG

/** What depends on the clone as a whole, and not on the database that test:postgres brings. */
const CLONE = 'test/scenarios/fresh-clone.test.ts'

const left = leftOut()

/** As patterns: routes have brackets in their names. */
const shared = sharedFiles()
  .filter((path) => !left.includes(path))
  .map((path) => path.replace(/[()[\]]/g, '\\$&'))

const common = {
  testTimeout: 180_000,
  // Generous: a slow machine is no failure.
  expect: { poll: { timeout: 20_000 } },
  hookTimeout: 180_000,
}

const aliases = {
  alias: {
    ...REPLACED,
    '@': resolve(import.meta.dirname),
    'server-only': resolve(import.meta.dirname, 'node_modules/server-only/empty.js'),
  },
}

export default defineConfig({
  resolve: aliases,
  test: {
    // For all of them: each project would start services of its own.
    globalSetup: 'test/support/global-setup.ts',
    // Those that are started first wait for most of the time: six of them keep two cores busy.
    maxWorkers: 6,
    sequence: { sequencer: OrderFiles },
    projects: [
      {
        resolve: aliases,
        test: {
          ...common,
          name: 'own process',
          include: long === 'alone' ? [LONG] : ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [
            'test/e2e/**',
            '**/node_modules/**',
            ...shared,
            ...left,
            ...(long === undefined ? [LONG] : []),
            ...(process.env.VEILGATE_TEST_POSTGRES === undefined ? [] : [CLONE]),
          ],
        },
      },
      {
        resolve: aliases,
        test: {
          ...common,
          name: 'shared process',
          include: long === 'alone' ? [] : shared,
          isolate: false,
          setupFiles: 'test/support/runner/fresh-file.ts',
        },
      },
    ],
  },
})
