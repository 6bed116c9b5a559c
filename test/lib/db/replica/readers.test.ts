import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../../../..')

/** What may never be a little old: who may do what, what is counted against a limit, and what is written. */
const ALWAYS_PRIMARY = [
  ...['lib/auth', 'lib/reveal', 'lib/ingest', 'lib/alerts', 'lib/keys', 'lib/cli'],
  ...['accounts', 'alerts', 'api-tokens', 'leases', 'plan', 'reveal-log', 'reviews', 'runs'].map(
    (room) => `lib/db/${room}`,
  ),
  ...['schema', 'views', 'workers'].map((room) => `lib/db/${room}`),
]

/** Beside the marks that a list counts from, the ledger is read where it is written. */
const OF_THE_LEDGER = ['later-batches.ts', 'read-ledger-watermark.ts']

function importersOf(room: string): string[] {
  return readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .filter((name) =>
      readFileSync(join(ROOT, room, name), 'utf8').includes("from '@/lib/db/replica/"),
    )
    .sort()
}

it.each(ALWAYS_PRIMARY)('no file of %s reads a replica', (room) => {
  expect(importersOf(room)).toEqual([])
})

it('the ledger of a run is never read from a replica', () => {
  expect(importersOf('lib/db/ledger')).toEqual(OF_THE_LEDGER)
})

it('pages and routes come to a replica through these doors alone', () => {
  expect(importersOf('app')).toEqual([
    '(console)/devices/shared-value.tsx',
    '(console)/logins/read.ts',
    '(console)/users/[id]/page.tsx',
    'api/logins/related/route.ts',
    'api/v1/serve-collection.ts',
    'read-source.ts',
  ])
})
