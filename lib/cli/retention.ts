import { z } from 'zod'
import { cliUser } from '@/lib/cli/terminal/cli-user'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { countGivenUp } from '@/lib/db/retention/count-given-up'
import { readRetentionSettings } from '@/lib/db/retention/read-retention-settings'
import { withServices } from '@/lib/embedded/services'
import { END_SIGNALS, exitCodeOf } from '@/lib/end-signals'
import { UserError } from '@/lib/errors'
import { formatCount } from '@/lib/format/format'
import {
  keepWords,
  MAX_KEEP_MONTHS,
  MIN_KEEP_MONTHS,
  RETENTION_KINDS,
  type RetentionKind,
} from '@/lib/model/retention/retention-kinds'
import { retainAlone } from '@/lib/retention/retain-nightly'
import { anchorRows } from '@/lib/reveal/anchor-rows'
import { setRetention } from '@/lib/reveal/manage-retention'

const months = z.union([
  z.literal('all').transform(() => null),
  wholeNumber(MIN_KEEP_MONTHS, MAX_KEEP_MONTHS),
])

const COMMAND = defineCommand({
  name: 'npm run retention',
  about: `
    Deletes data older than its retention period, as the nightly deletion does, and resumes where that
    stopped. By default, all logins, rejected messages and ledger batches are kept forever.`,
  flags: {
    keepMonths: valueFlag(
      'N',
      'from now on, keep the logins of the current month and the N months before it; or all',
      months.optional(),
    ),
    keepRejectedMonths: valueFlag('N', 'the same for rejected messages', months.optional()),
    keepBatchesMonths: valueFlag('N', 'the same for ledger batches', months.optional()),
    dryRun: switchFlag('print what would be deleted; change no setting and delete nothing'),
  },
  notes: `
    A retention period applies every night from then on. Each change is listed in the console under
    Settings, Retention, History, and in the audit log.`,
})

/** `npm run retention`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  anchorRows()
  const asked = {
    logins: flags.keepMonths,
    rejected: flags.keepRejectedMonths,
    batches: flags.keepBatchesMonths,
  }
  const work = () => (flags.dryRun ? preview(asked) : carryOut(asked))
  return withServices(work, { queue: false })
}

/** Undefined where what is set holds. */
type Asked = Record<RetentionKind, number | null | undefined>

async function preview(asked: Asked): Promise<number> {
  const settings = await readRetentionSettings()
  for (const kind of RETENTION_KINDS) {
    const keep = asked[kind] === undefined ? settings[kind] : asked[kind]
    const { rows, isMore } = await countGivenUp(kind, keep)
    const count = `${formatCount(rows, 'row')}${isMore ? ' or more' : ''}`
    console.log(`${kind}: ${keepWords(keep)}; ${count} would be deleted`)
  }
  return 0
}

async function carryOut(asked: Asked): Promise<number> {
  for (const kind of RETENTION_KINDS) {
    const keep = asked[kind]
    if (keep === undefined) continue
    const set = await setRetention({ user: cliUser() }, { kind, keepMonths: keep })
    if (set.kind !== 'done') throw new UserError(set.problem)
    console.log(`${kind}: ${keepWords(keep)} from now on`)
  }
  return retainUntilSignalled()
}

/** A first signal ends it between two batches, so that nothing is left held; a second one at once. */
async function retainUntilSignalled(): Promise<number> {
  const abort = new AbortController()
  let signalled: NodeJS.Signals = 'SIGTERM'
  const stop = (signal: NodeJS.Signals) => {
    signalled = signal
    abort.abort()
    for (const name of END_SIGNALS) process.off(name, stop)
  }
  for (const name of END_SIGNALS) process.on(name, stop)
  const onStep = (step: string, rows: number) => {
    if (rows > 0) console.log(`${step}: ${formatCount(rows, 'row')} deleted`)
  }
  try {
    const { kind } = await retainAlone({ onStep, signal: abort.signal })
    if (kind === 'elsewhere') throw new UserError(ELSEWHERE)
    if (kind === 'done') console.log('Nothing is left to delete.')
    else
      console.error(
        'Stopped. Run it again to delete the rest, or leave it to the next nightly run.',
      )
    return kind === 'done' ? 0 : exitCodeOf(signalled)
  } catch (error) {
    // What was in the way is no failure of a deletion that was told to stop.
    if (!abort.signal.aborted) throw error
    return exitCodeOf(signalled)
  } finally {
    for (const name of END_SIGNALS) process.off(name, stop)
  }
}

const ELSEWHERE =
  'Another process is already deleting by the same settings. If it was killed, try again in 15 minutes.'
