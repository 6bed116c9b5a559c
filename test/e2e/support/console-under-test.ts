import { join } from 'node:path'

/** Where a console runs that the browser tests look at. */
type Console = { port: string; dataDir: string }

/**
 * The consoles under test: one for each worker of Playwright, with a queue and a database of its own, since
 * what one test ingests another would see. `npm test` says where they are (lib/cli/checks/browser-tests.ts);
 * without it, there is the one that was started by hand on these defaults.
 */
export const CONSOLES: Console[] = (process.env.VEILGATE_E2E_PORTS ?? '3000')
  .split(',')
  .map((port, index) => ({ port, dataDir: dataDirOf(index) }))

/** The one of this worker. Playwright gives its index to the worker that follows one that failed. */
export function consoleUnderTest(): Console {
  const console = CONSOLES[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]
  if (console === undefined) throw new Error('There are more workers than consoles.')
  return console
}

function dataDirOf(index: number): string {
  const folder = process.env.VEILGATE_E2E_DATA_DIR
  return folder === undefined ? '.veilgate-e2e' : join(folder, String(index))
}
