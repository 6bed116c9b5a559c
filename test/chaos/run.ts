import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { z } from 'zod'
import { defineCommand } from '@/lib/cli/terminal/command'
import { text, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { describeFailure } from '@/lib/errors'
import { CLIENTS, through } from '@/test/chaos/client'
import type { Fault } from '@/test/chaos/fault'
import { FAULTS } from '@/test/chaos/faults'
import { randomSchedule } from '@/test/chaos/faults/schedules'
import { runFault } from '@/test/chaos/run-fault'
import { type System, startSystem } from '@/test/chaos/system'
import { heading, lineOf } from '@/test/chaos/table'
import { compilePrograms } from '@/test/support/programs/compile-programs'

const COMMAND = defineCommand({
  name: 'npm run test:chaos',
  about: `
    Provokes every fault that the suite knows while messages arrive and npm run ingest works, and
    compares what came of it with every message that was sent: each fault with either client that
    receives and deletes, Veilgate’s own and the SDK’s. Takes about 90 minutes, half of that with one. Prints a line
    for each fault as it ends, and the count at the end. docs/reliability.md says what is promised.`,
  flags: {
    seed: valueFlag(
      'N',
      'repeats what another seed drew, which was printed at its start',
      wholeNumber(0, 999_999_999).optional(),
    ),
    only: valueFlag('PATTERN', 'only faults whose name holds this', text().optional()),
    client: valueFlag(
      'CLIENT',
      `only with VEILGATE_SQS_CALLS=${CLIENTS.join(', or ')}`,
      z.enum(CLIENTS).optional(),
    ),
    minutes: valueFlag(
      'N',
      'how long random schedules go on after the faults, and at least for 100 kills',
      wholeNumber(0, 10_000).default(0),
    ),
  },
})

/** Of a run without --minutes: together, a hundred kills. */
const SCHEDULES = 4

/** `npm run test:chaos`: exit 0 where something ran and everything held. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const { seed = randomInt(1_000_000), only = '', minutes, client } = flags
  const clients = client === undefined ? CLIENTS : [client]
  say(`Seed ${seed}\n`)
  const programs = await compilePrograms()
  const system = await startSystem(seed)
  // Its servers are processes of their own, which Ctrl-C does not reach.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void system.close().finally(() => process.exit(130)))
  }
  const counts = { passed: 0, failed: 0, skipped: 0 }
  try {
    say(heading())
    for (const fault of faultsOf({ only, minutes })) {
      for (const each of clients) counts[await strike(through(each, system), fault, say)] += 1
    }
  } finally {
    await system.close()
    rmSync(programs, { recursive: true, force: true })
  }
  if (counts.skipped > 0) say(`\n${counts.skipped} skipped`)
  say(`\n${counts.passed} passed, ${counts.failed} failed`)
  return counts.passed > 0 && counts.failed === 0 ? 0 : 1
}

/** The faults that were asked for, and random schedules after them: at least a hundred kills. */
function* faultsOf({ only, minutes }: { only: string; minutes: number }): Generator<Fault> {
  for (const fault of FAULTS) if (fault.name.includes(only)) yield fault
  const untilMs = Date.now() + minutes * 60_000
  for (let number = 1; number <= SCHEDULES || Date.now() < untilMs; number += 1) {
    const schedule = randomSchedule(number)
    if (!schedule.name.includes(only)) return
    yield schedule
  }
}

/** One that cannot even be provoked has failed; the rest is run all the same. */
async function strike(system: System, fault: Fault, say: (line: string) => void) {
  const missing = fault.missing?.() ?? null
  if (missing !== null) {
    say(`- ${fault.name}: skipped, since ${missing}`)
    return 'skipped'
  }
  try {
    const outcome = await runFault(system, fault)
    say(lineOf(outcome))
    return outcome.problems.length === 0 ? 'passed' : 'failed'
  } catch (error) {
    say(`✗ ${fault.name}\n    ${error instanceof Error ? error.message : describeFailure(error)}`)
    return 'failed'
  }
}
