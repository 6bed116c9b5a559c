import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { closeDatabase } from '@/lib/db/client'
import { withServices } from '@/lib/embedded/services'
import { provideEnv } from '@/lib/env'
import { initKeys } from '@/lib/keys/init-keys'
import { bareRound, veilgateRound } from '@/test/bench/round'
import { median } from '@/test/support/statistics'

const COMMAND = defineCommand({
  name: 'npm run bench',
  about: `
    Drains the same messages from an embedded queue, in turn by a bare SDK loop and by Veilgate.`,
  flags: {
    json: switchFlag('print one JSON object on stdout; what goes on is said on stderr'),
    count: valueFlag('N', 'messages of a round', wholeNumber(100, 100_000).default(20_000)),
    rounds: valueFlag('R', 'how often each of the two drains', wholeNumber(1, 100).default(3)),
  },
  notes: `
    Both are timed from before their first receive until their last deletion is confirmed, each in a
    process of its own. The bare loop receives ten and deletes ten with the AWS SDK as it comes, one
    call after the other, and does nothing else; Veilgate masks, seals and stores in an embedded
    Postgres.

    Exit code 1 if a ledger does not balance or rows are missing; never because of a time.`,
})

type Round = { bare: number; veilgate: number }

/** `npm run bench`: rates in messages a second. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const folder = mkdtempSync(join(tmpdir(), 'veilgate-bench-'))
  // Where we are root, Postgres runs as another account and has to get there.
  chmodSync(folder, 0o711)
  // A database and a queue of its own, whatever this shell is configured for.
  provideEnv({ DATABASE_URL: '', SQS_QUEUE_URL: '', VEILGATE_DATA_DIR: folder })
  provideEnv({ VEILGATE_KEYS_DIR: join(folder, 'keys') })
  let outside: string | null = null
  try {
    return await withServices(async ({ postgresFolder }) => {
      if (!postgresFolder?.startsWith(folder)) outside = postgresFolder
      await initKeys({ passphrase: 'only for the bench, thrown away' })
      return await measure(flags).finally(closeDatabase)
    })
  } finally {
    if (outside !== null) rmSync(dirname(outside), { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(flags: { count: number; rounds: number; json: boolean }): Promise<number> {
  const { count, json } = flags
  const say = (line: string) => process[json ? 'stderr' : 'stdout'].write(`${line}\n`)
  const rounds: Round[] = []
  const problems: string[] = []
  for (let number = 1; number <= flags.rounds; number += 1) {
    const bare = await bareRound(number, count)
    const veilgate = await veilgateRound(number, count)
    const round = { bare: bare.rate, veilgate: veilgate.rate }
    rounds.push(round)
    for (const problem of [...bare.problems, ...veilgate.problems]) {
      problems.push(`Round ${number}: ${problem}`)
    }
    say(`Round ${number}: ${inWords(round)}`)
  }
  const middle = {
    bare: median(rounds.map(({ bare }) => bare)),
    veilgate: median(rounds.map(({ veilgate }) => veilgate)),
  }
  say(`Median:  ${inWords(middle)}`)
  for (const problem of problems) say(problem)
  if (json) {
    const report = { count, rounds, median: middle, ratio: middle.veilgate / middle.bare, problems }
    process.stdout.write(`${JSON.stringify(report)}\n`)
  }
  return problems.length === 0 ? 0 : 1
}

function inWords({ bare, veilgate }: Round): string {
  const number = (value: number) => value.toLocaleString('en-US').padStart(7)
  const ratio = (veilgate / bare).toFixed(2)
  return `bare loop ${number(bare)}/s   Veilgate ${number(veilgate)}/s   ratio ${ratio}`
}
