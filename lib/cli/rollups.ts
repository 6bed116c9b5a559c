import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { judgeLogins } from '@/lib/db/risks/judge-logins'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { withServices } from '@/lib/embedded/services'
import { formatCount } from '@/lib/format/format'
import { DAY_MS } from '@/lib/model/time/units'

const COMMAND = defineCommand({
  name: 'npm run rollups',
  about: `
    Checks or rebuilds the figures of devices, IPs, users and charts. Normally these follow the stored
    logins automatically.`,
  flags: {
    rebuild: switchFlag(
      'recompute them from the logins; ingestion and the pages continue meanwhile',
    ),
    judge: switchFlag(
      're-evaluate the risk of logins with the current settings; ingestion continues meanwhile',
    ),
    days: valueFlag(
      'N',
      'with --judge: only the logins of the last N days; by default, all',
      wholeNumber(1, 36_500).optional(),
    ),
    check: switchFlag('compare every figure with the logins; exit code 1 if any is wrong'),
  },
  check: ({ rebuild, judge, days, check }) => {
    if (days !== undefined && !judge) return '--days goes with --judge.'
    return rebuild || judge || check ? null : 'Give at least one of --rebuild, --judge and --check.'
  },
})

/** `npm run rollups`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const work = async () => {
    if (flags.rebuild) await rebuildRollups((words) => console.log(words))
    if (flags.rebuild || flags.judge) await judge(flags.days)
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

/** @param days null for all logins there are. */
async function judge(days: number | undefined): Promise<void> {
  const sinceMs = days === undefined ? 0 : Date.now() - days * DAY_MS
  let said = 0
  const judged = await judgeLogins(sinceMs, (count) => {
    if (count - said < SAID_EVERY) return
    said = count
    console.log(`judging risks: ${formatCount(count, 'login')}`)
  })
  console.log(`risks: ${formatCount(judged, 'login')} judged`)
}

const SAID_EVERY = 100_000
