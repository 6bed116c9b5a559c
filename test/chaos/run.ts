import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { parseFlags, wholeNumberFlag } from '@/lib/cli/parse-flags'
import { describeFailure } from '@/lib/errors'
import type { Fault } from '@/test/chaos/fault'
import { CONNECTION_SIDE } from '@/test/chaos/faults/connection'
import { PROCESS_SIDE } from '@/test/chaos/faults/processes'
import { QUEUE_SIDE } from '@/test/chaos/faults/queue'
import { SERVER_SIDE } from '@/test/chaos/faults/server'
import { runFault } from '@/test/chaos/run-fault'
import { type System, startSystem } from '@/test/chaos/system'
import { heading, lineOf } from '@/test/chaos/table'

const USAGE = `npm run test:chaos [-- --seed N] [-- --only PATTERN] [-- --minutes N]

Strikes every fault that the suite knows while messages come and npm run ingest works, and holds what
came of each against every message that was sent. Takes about half an hour. Prints a line for each
fault as it ends, and the count at the end. docs/reliability.md says what must hold.

  --seed N        repeats what another seed drew; printed at the start
  --only PATTERN  only faults whose name holds this
  --minutes N     how long random schedules go on after the faults; 5 by default`

/** `npm run test:chaos`: exit 0 where something ran and everything held. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, {
    usage: USAGE,
    options: {
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      only: { type: 'string', default: '' },
      minutes: { type: 'string', default: '5' },
    },
    schema: z.object({
      seed: wholeNumberFlag(0, 999_999_999),
      only: z.string(),
      minutes: wholeNumberFlag(0, 10_000),
    }),
  })
  if (flags === null) return 0
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  say(`Seed ${flags.seed}\n`)
  const faults = [...QUEUE_SIDE, ...CONNECTION_SIDE, ...SERVER_SIDE, ...PROCESS_SIDE]
  const chosen = faults.filter(({ name }) => name.includes(flags.only))
  const system = await startSystem(flags.seed)
  let [passed, failed] = [0, 0]
  try {
    say(heading())
    for (const fault of chosen) {
      if (await strike(system, fault, say)) passed += 1
      else failed += 1
    }
  } finally {
    await system.close()
  }
  say(`\n${passed} passed, ${failed} failed`)
  return passed > 0 && failed === 0 ? 0 : 1
}

/** One that cannot even be provoked has failed; the rest is run all the same. */
async function strike(system: System, fault: Fault, say: (line: string) => void): Promise<boolean> {
  try {
    const outcome = await runFault(system, fault)
    say(lineOf(outcome))
    return outcome.problems.length === 0
  } catch (error) {
    say(`✗ ${fault.name}\n    ${error instanceof Error ? error.message : describeFailure(error)}`)
    return false
  }
}
