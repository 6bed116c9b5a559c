import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag, text, valueFlag } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { withServices } from '@/lib/embedded/services'

const HEAD = /^\d{1,18}:[0-9a-f]{64}$/

const COMMAND = defineCommand({
  name: 'npm run audit',
  about: 'Checks the reveal log.',
  flags: {
    verify: switchFlag(
      'Check the reveal log from its first row to its last, and name the first broken one; exit ' +
        'code 1 if there is one.',
    ),
    head: valueFlag(
      'ID:HASH',
      'Also check that this row, noted from an earlier run, is still there: rows cut off the end ' +
        'cannot be noticed in any other way.',
      text()
        .regex(HEAD, 'must be ID:HASH, as an earlier run printed it')
        .transform((noted) => {
          const [id, hash] = noted.split(':') as [string, string]
          return { id, hash }
        })
        .optional(),
    ),
  },
  oneOf: ['verify'],
})

/** `npm run audit`: checks the reveal log. @returns the exit code: 1 where it is broken. */
export async function main(args: string[]): Promise<number> {
  const parsed = parseFlags(args, COMMAND)
  if (parsed === null) return 0
  return withServices(() => verify(parsed.head), { queue: false })
}

async function verify(noted: { id: string; hash: string } | undefined): Promise<number> {
  const verdict = await verifyRevealLog(noted)
  if (verdict.kind === 'broken') {
    process.stdout.write(`BROKEN at row ${verdict.id}: ${verdict.problem}\n`)
    return 1
  }
  const { rows, head } = verdict
  const note = head === null ? '' : `\nIts head, to note elsewhere: ${head.id}:${head.hash}`
  process.stdout.write(`The reveal log is whole: ${rows} rows.${note}\n`)
  return 0
}
