import { randomInt } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { removeDataDir } from '@/lib/embedded/remove-data-dir'
import { startSoak } from '@/test/soak/soak'
import { type Closing, createClosing } from '@/test/soak/system/closing'
import { missed } from '@/test/soak/verdict/judge'
import { reportOf } from '@/test/soak/verdict/report'

const COMMAND = defineCommand({
  name: 'npm run test:soak',
  about: `
    Runs two workers and a built console for as long as is asked for, on a Postgres and a queue of
    their own, while messages come all the time. Ends, stops or hangs each part in turn, and sees
    whether an alert tells of it and is resolved. At the end, everything that was sent has to be
    stored, rejected or still waiting, and no process may have grown. Prints a line a minute, and
    tables at the end. docs/operations.md says what it looks for, and what it has shown.`,
  flags: {
    minutes: valueFlag('N', 'how long messages come', wholeNumber(1, 100_000).default(60)),
    seed: valueFlag(
      'N',
      'repeats what another seed drew, which was printed at its start',
      wholeNumber(0, 999_999_999).optional(),
    ),
    noFollow: switchFlag('leave all messages to the workers: the console does not follow'),
    json: switchFlag('print the result as JSON on stdout, and all else on stderr'),
  },
})

/** `npm run test:soak`: exit 0 where nothing was missed. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const { minutes, seed = randomInt(1_000_000), noFollow, json } = flags
  const say = (line: string) => void (json ? process.stderr : process.stdout).write(`${line}\n`)
  say(`Seed ${seed}, ${minutes} minutes\n`)
  const folder = mkdtempSync(join(tmpdir(), 'veilgate-soak-'))
  const closing = createClosing()
  closeWhenTold(folder, closing)
  let sentences: string[] | null = null
  try {
    const soak = await startSoak({ folder, seed, isFollowed: !noFollow, say, closing })
    const findings = await soak.run(minutes * 60_000)
    sentences = missed(findings)
    const { tables, result } = reportOf({ seed, minutes, findings, missed: sentences })
    say(`\n${tables}`)
    if (json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  } finally {
    await closing.close()
    // Where something went wrong, they may tell what.
    if (sentences?.length === 0) removeDataDir(folder)
    else say(`\nThe logs are in ${folder}/logs.`)
  }
  return sentences?.length === 0 ? 0 : 1
}

/** Its processes are in groups of their own, which Ctrl-C does not reach. */
function closeWhenTold(folder: string, closing: Closing) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void closing.close().finally(() => {
        removeDataDir(folder)
        process.exit(130)
      })
    })
  }
}
