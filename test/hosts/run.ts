import { randomInt } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildConsole } from '@/lib/cli/build/build-console'
import { defineCommand } from '@/lib/cli/terminal/command'
import { text, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { step } from '@/lib/cli/terminal/progress'
import { unpackOlderVersion } from '@/test/hosts/older-version'
import { missingForNetworks, startInOwnNetwork } from '@/test/hosts/own-network'
import type { Wanted } from '@/test/hosts/play'
import { compilePrograms, programArgs } from '@/test/support/programs/compile-programs'

const COMMAND = defineCommand({
  name: 'npm run test:hosts',
  about: `
    Plays Postgres, the queue, two workers and two built consoles as hosts of their own: network
    namespaces with an address each, on a bridge that no other network reaches. Cuts hosts off, takes
    their power, and rolls an upgrade through, while messages come all the time. Throughout and at the
    end, everything that was sent has to be stored, rejected or still waiting. Needs root on Linux, and
    takes about a quarter of an hour. docs/operations.md lists the scenarios.`,
  flags: {
    seed: valueFlag(
      'N',
      'repeats what another seed drew, which was printed at its start',
      wholeNumber(0, 999_999_999).optional(),
    ),
    only: valueFlag('PATTERN', 'only scenarios whose name holds this', text().optional()),
  },
})

/** `npm run test:hosts`: exit 0 where all held, and where this machine cannot play it, which is said. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const { seed = randomInt(1_000_000), only = '' } = flags
  process.stdout.write(`Seed ${seed}\n\n`)
  const missing = missingForNetworks()
  if (missing !== null) {
    process.stdout.write(`Skipped, since ${missing}.\n`)
    return 0
  }
  await buildConsole(new AbortController().signal)
  const programs = await compilePrograms()
  const folder = mkdtempSync(join(tmpdir(), 'veilgate-hosts-'))
  // Postgres runs as another account and has to get there.
  chmodSync(folder, 0o711)
  try {
    const older = await step('Unpacking the release before', async () =>
      unpackOlderVersion(join(folder, 'older')),
    )
    return await playApart({ seed, only, folder, older })
  } finally {
    rmSync(folder, { recursive: true, force: true })
    rmSync(programs, { recursive: true, force: true })
  }
}

/** @returns the exit code. */
function playApart(wanted: Wanted): Promise<number> {
  const child = startInOwnNetwork([
    process.execPath,
    ...programArgs('play-hosts'),
    JSON.stringify(wanted),
  ])
  // All that runs in there ends with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => child.kill('SIGKILL'))
  }
  return new Promise((done, fail) => {
    child.once('error', fail).once('exit', (code) => done(code ?? 130))
  })
}
