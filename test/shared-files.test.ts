import { expect, it } from 'vitest'
import { lastingIn, sharedFiles } from './support/runner/shared-files'

const shared = sharedFiles()

it.each([
  'test/lib/format/csv.test.ts',
  'test/components/risk/risk-page.test.tsx',
  'test/lib/db/logins/search-logins.test.ts',
  'test/scenarios/login-figures.test.ts',
])('%s shares a process with others', (path) => {
  expect(shared).toContain(path)
})

it.each([
  ['a program that it starts', 'test/lib/cli/keys.test.ts'],
  ['modules that it replaces', 'test/lib/live/broadcast.test.ts'],
  ['a clock of its own', 'test/components/logins/live/throttled.test.ts'],
  ['a server that it plays', 'test/lib/alerts/deliver/deliver.test.ts'],
  ['WebAssembly that it loads', 'test/lib/db/schema/prisma-engine.test.ts'],
  ['loops that it begins', 'test/lib/ingest/work-run.test.ts'],
])('a test file that leaves something behind has a process of its own: %s', (_, path) => {
  expect(lastingIn(path)).not.toBeNull()
  expect(shared).not.toContain(path)
})
