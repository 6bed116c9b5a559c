import { userInfo } from 'node:os'
import { makeFirstKeys } from '@/lib/cli/start/make-first-keys'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { observed } from '@/lib/cli/terminal/observed'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { followUntilStopped } from '@/lib/cli/worker/follow-until-stopped'
import { withServices } from '@/lib/embedded/services'
import { failureSentence } from '@/lib/errors'
import { formatNumber } from '@/lib/format/format'
import { drain } from '@/lib/ingest/drain'
import { foldAll, startFolding, stopFolding } from '@/lib/ingest/fold-loop'
import { startMonthUpkeep, stopMonthUpkeep } from '@/lib/ingest/month-upkeep'
import { MAX_RATE } from '@/lib/model/pipeline/dead-letters'
import { imbalance, type RunSummary } from '@/lib/model/pipeline/ledger'
import { withTimeout } from '@/lib/with-timeout'

/** Folding takes minutes where many batches are waiting for it. */
const FOLD_TIMEOUT_MS = 10 * 60_000
const STOPPED_FOLD_TIMEOUT_MS = 500
const STOP_TIMEOUT_MS = 5_000

const COMMAND = defineCommand({
  name: 'npm run ingest',
  about: 'Drains the queue once and prints the ledger.',
  flags: {
    json: switchFlag('print one JSON object on stdout, and nothing else'),
    follow: switchFlag('keep going until stopped, like npm run worker'),
    redrive: switchFlag('ingest the dead-letter queue instead, without moving its messages'),
    maxPerSecond: valueFlag(
      'N',
      'receive at most N messages a second',
      wholeNumber(1, MAX_RATE).optional(),
    ),
  },
  check: ({ follow }, given) =>
    follow && given.size > 1 ? '--follow cannot be combined with other flags.' : null,
  notes: `
    --redrive stores dead letters under the ids they have. Those already stored or rejected are looked up
    first, counted as duplicates, and deleted.

    Ctrl-C stops it: batches in hand are stored and acknowledged; the rest stays on the queue.

    Exit code 0 if the queue was found empty (or the run was told to stop), the ledger balances and
    nothing failed; otherwise 1.`,
})

/** `npm run ingest`: exit 0 where the queue was found empty, the ledger balances and nothing failed. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  return withServices(async (services) => {
    await makeFirstKeys(services)
    if (flags.follow) return observed(followUntilStopped)
    // Else the figures of devices, IPs and charts fall behind for as long as a drain takes.
    startFolding()
    startMonthUpkeep()
    const mode = flags.redrive ? 'redrive' : 'drain'
    const { maxPerSecond = null } = flags
    const run = await observed(() =>
      untilInterrupted((signal) => drain({ startedBy: startedBy(), signal, mode, maxPerSecond })),
    )
    process.stdout.write(flags.json ? `${JSON.stringify(machineForm(run))}\n` : humanForm(run))
    if (flags.json && run.problem !== null) process.stderr.write(`${run.problem}\n`)
    await foldInTime(run.state === 'stopped' ? STOPPED_FOLD_TIMEOUT_MS : FOLD_TIMEOUT_MS)
    await stopMonthUpkeep()
    return run.ledger.balanced && run.ledger.failed === 0 && run.problem === null ? 0 : 1
  })
}

/** All is stored already; what is not folded now, the next command or console folds. */
async function foldInTime(timeoutMs: number) {
  try {
    await withTimeout(timeoutMs, stopFolding().then(foldAll))
  } catch (error) {
    process.stderr.write(
      `The figures of devices, IPs and charts are not up to date yet: ${failureSentence(error)}\n`,
    )
  }
}

/** What `--json` prints. Scripts rely on these names. */
function machineForm({ id, ledger, seconds }: RunSummary) {
  const { received, stored, duplicates, rejected, failed, acknowledged, balanced } = ledger
  return {
    runId: id,
    received,
    stored,
    duplicates,
    rejected,
    failed,
    acknowledged,
    balanced,
    seconds,
  }
}

function humanForm(run: RunSummary): string {
  const { received, stored, duplicates, rejected, failed, acknowledged, balanced } = run.ledger
  const number = formatNumber
  const terms = [
    `${number(stored)} stored`,
    `${number(duplicates)} duplicate`,
    `${number(rejected)} rejected`,
    ...(failed === 0 ? [] : [`${number(failed)} failed`]),
  ]
  const off = imbalance(run.ledger)
  const mark = balanced ? '✓ balanced' : `✗ off by ${number(off)}`
  const rate = run.seconds > 0 ? Math.round(received / run.seconds) : 0
  return [
    `Run ${run.id} ${run.state} after ${run.seconds.toFixed(1)} s, ${number(rate)} messages a second`,
    `${number(received)} received = ${terms.join(' + ')}   ${mark}`,
    `${number(acknowledged)} acknowledged`,
    ...(run.problem === null ? [] : [run.problem]),
    '',
  ].join('\n')
}

/** Runs the work with a signal that the first Ctrl-C or SIGTERM aborts. */
async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  let cutOff: NodeJS.Timeout | undefined
  const stop = () => {
    process.stderr.write('Stopping: finishing the batches in hand …\n')
    controller.abort()
    // Whatever hangs: what is in hand reappears on the queue.
    cutOff = setTimeout(() => process.exit(1), STOP_TIMEOUT_MS)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await work(controller.signal)
  } finally {
    clearTimeout(cutOff)
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

function startedBy(): string {
  try {
    return `${userInfo().username} (npm run ingest)`
  } catch {
    // A container may run under a user id without a name.
    return 'npm run ingest'
  }
}
