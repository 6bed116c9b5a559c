import { z } from 'zod'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { withServices } from '@/lib/embedded/services'
import { formatCount } from '@/lib/format/format'

const USAGE = `npm run rollups -- --rebuild | --check

The figures of devices, IPs, users and charts, which follow the stored logins by themselves.

  --rebuild  compute them anew from the logins; ingestion and the pages go on meanwhile
  --check    hold every one of them against the logins; exit code 1 where any is wrong`

/** `npm run rollups`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, {
    usage: USAGE,
    options: { rebuild: { type: 'boolean' }, check: { type: 'boolean' } },
    schema: z
      .object({ rebuild: z.boolean().default(false), check: z.boolean().default(false) })
      .refine(({ rebuild, check }) => rebuild || check, 'Say --rebuild, --check or both.'),
  })
  if (flags === null) return 0
  const work = async () => {
    if (flags.rebuild) await rebuildRollups((words) => console.log(words))
    if (!flags.check) return 0
    const checks = await checkRollups()
    for (const { table, rows, wrong } of checks) {
      const verdict = wrong === 0 ? 'right' : `${formatCount(wrong, 'difference')}`
      console.log(`${table}: ${formatCount(rows, 'row')}, ${verdict}`)
    }
    return checks.every(({ wrong }) => wrong === 0) ? 0 : 1
  }
  return withServices(work, { queue: false })
}
