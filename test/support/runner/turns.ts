/**
 * The test files that take turns: they take a third of the time of all tests, and hold the looks of pages, the
 * surroundings and what is rarely done, rather than what ingests. `npm test` runs one of these groups, which take about
 * as long as each other, chosen at random; the nightly run has all of them (VEILGATE_TEST_WHOLE).
 */
export const TURNS: readonly (readonly string[])[] = [
  [
    'test/e2e/history.test.ts',
    'test/e2e/links.test.ts',
    'test/e2e/review-queue.test.ts',
    'test/e2e/true-figures.test.ts',
    'test/lib/embedded/services.test.ts',
    'test/lib/ingest/mask-adopted.test.ts',
    'test/lib/reveal/erase/erase-user-id.test.ts',
    'test/scenarios/failover.test.ts',
    'test/scenarios/pooler.test.ts',
    'test/scenarios/restore/data-only.test.ts',
    'test/scenarios/two-installations.test.ts',
  ],
  [
    'test/e2e/cells-are-filters.test.ts',
    'test/e2e/frame.test.ts',
    'test/e2e/hands-and-eyes.test.ts',
    'test/e2e/quiet-page.test.ts',
    'test/e2e/runs-and-sums.test.ts',
    'test/lib/cli/keys.test.ts',
    'test/lib/cli/not-migrated.test.ts',
    'test/lib/cli/retention.test.ts',
    'test/lib/reveal/rotate/rotate-token.test.ts',
    'test/scenarios/managed-database.test.ts',
    'test/scenarios/surroundings.test.ts',
  ],
  [
    'test/e2e/charts-and-live.test.ts',
    'test/e2e/odd-paths.test.ts',
    'test/e2e/time-and-links.test.ts',
    'test/e2e/whole-texts.test.ts',
    'test/lib/cli/audit.test.ts',
    'test/lib/cli/users.test.ts',
    'test/lib/db/vault/token-alias.test.ts',
    'test/scenarios/delivery/chaos.test.ts',
    'test/scenarios/delivery/newer-schema.test.ts',
    'test/scenarios/delivery/standby-away.test.ts',
    'test/scenarios/read-replica.test.ts',
    'test/scenarios/security/adopted-originals.test.ts',
    'test/scenarios/security/many-accounts.test.ts',
  ],
]

/**
 * The files that a run leaves out since it is the turn of others, as paths from the project's root.
 * @param turn counts runs, in any order; undefined where nothing is to be left out.
 */
export function outOfTurn(turn: string | undefined): string[] {
  if (turn === undefined) return []
  return TURNS.filter((_, place) => place !== Number(turn) % TURNS.length).flat()
}

/** Those of this run: none where files were chosen, or where all are to be run. */
export function leftOut(): string[] {
  const { VEILGATE_TEST_WHOLE: whole, VEILGATE_TEST_TURN: turn } = process.env
  return outOfTurn(whole === undefined ? turn : undefined)
}
