import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { withServices } from '@/lib/embedded/services'
import { formatCount } from '@/lib/format/format'

const COMMAND = defineCommand({
  name: 'npm run rollups',
  about: `
    Checks or rebuilds the figures of devices, IPs, users and charts. Normally they follow the stored
    logins by themselves.`,
  flags: {
    rebuild: switchFlag(
      'compute them again from the logins; ingestion and the pages go on meanwhile',
    ),
    check: switchFlag('compare every one of them with the logins; exit code 1 if any is wrong'),
  },
  check: ({ rebuild, check }) => (rebuild || check ? null : 'Give --rebuild, --check or both.'),
})

/** `npm run rollups`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
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
