/** What npm scripts run, by name: the file whose `main` is called. */
export const COMMANDS = {
  start: 'lib/cli/start.ts',
  dev: 'lib/cli/dev.ts',
  build: 'lib/cli/build.ts',
  test: 'lib/cli/test.ts',
  check: 'lib/cli/check.ts',
  bench: 'test/bench/ingest/run.ts',
  'bench:page': 'test/bench/page/run.ts',
  'bench:read': 'test/bench/read.ts',
  'test:chaos': 'test/chaos/run.ts',
  'test:load': 'test/load/run.ts',
  'test:soak': 'test/soak/run.ts',
  'test:postgres': 'test/postgres/run.ts',
  ingest: 'lib/cli/ingest.ts',
  worker: 'lib/cli/worker.ts',
  sample: 'lib/cli/sample.ts',
  audit: 'lib/cli/audit.ts',
  keys: 'lib/cli/keys.ts',
  migrate: 'lib/cli/migrate.ts',
  adopt: 'lib/cli/adopt.ts',
  rollups: 'lib/cli/rollups.ts',
  users: 'lib/cli/users.ts',
}

/** These are about the clone itself: no one's configuration may change what they find. */
export const HERMETIC = [
  'test',
  'test:chaos',
  'test:load',
  'test:soak',
  'test:postgres',
  'check',
  'bench',
  'bench:page',
  'bench:read',
]
