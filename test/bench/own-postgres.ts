import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeDatabase } from '@/lib/db/client'
import { makeDataDir } from '@/lib/embedded/data-dir'
import { startPostgres, stopPostgres } from '@/lib/embedded/postgres'
import { removeDataDir } from '@/lib/embedded/remove-data-dir'
import { watchParent } from '@/lib/embedded/watch-parent'
import { END_SIGNALS, exitCodeOf } from '@/lib/end-signals'
import { startedByNpm } from '@/lib/env'

/** Does `work` with an embedded Postgres of a bench's own, which is gone afterwards, also where a signal ends it. */
export async function withOwnPostgres(
  bench: string,
  options: { throwaway?: boolean },
  work: (url: string) => Promise<number>,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), `veilgate-bench-${bench}-`))
  // Where we are root, Postgres runs as another account and has to get there.
  chmodSync(folder, 0o711)
  makeDataDir(folder)
  const remove = async () => {
    await stopPostgres(folder)
    removeDataDir(folder)
  }
  const unwatch = watchParent(startedByNpm(), () => process.kill(process.pid, 'SIGTERM'))
  for (const signal of END_SIGNALS) {
    process.once(signal, () => {
      unwatch()
      // The work loses its connections.
      process.on('uncaughtException', () => {})
      void remove().finally(() => process.exit(exitCodeOf(signal)))
    })
  }
  try {
    const { url } = await startPostgres(folder, options)
    return await work(url)
  } finally {
    await closeDatabase()
    await remove()
  }
}
