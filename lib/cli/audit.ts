import { collectAnchors } from '@/lib/cli/audit/collect-anchors'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag, text, valueFlag } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { findLogHead } from '@/lib/db/reveal-log/find-log-head'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { withServices } from '@/lib/embedded/services'
import { UserError } from '@/lib/errors'
import { keepAnchor } from '@/lib/keys/audit-anchors'
import type { LogHead } from '@/lib/model/reveal/reveal-log-anchor'
import { signHeadHere } from '@/lib/reveal/anchor-rows'

const HEAD = /^\d{1,18}:[0-9a-f]{64}$/

const COMMAND = defineCommand({
  name: 'npm run audit',
  about: `
    Checks the reveal log, or records its newest row outside the database. The owner of the tables can
    rewrite the whole log. An anchor exposes that: the number and the hash of a row, signed with a key
    that the database does not have.`,
  flags: {
    verify: switchFlag(
      'Check the reveal log from its first row to its last and against the anchors, and print the ' +
        'first broken row; exit code 1 if there is one.',
    ),
    anchor: valueFlag(
      'FILE',
      'Append a signed anchor of the newest row to FILE. With --verify: check the log against the ' +
        'anchors in FILE as well, which may also be a log of the console.',
      text().optional(),
    ),
    head: valueFlag(
      'ID:HASH',
      'With --verify: check that this row, noted from an earlier run, is still there.',
      text()
        .regex(HEAD, 'must be ID:HASH, as an earlier run printed it')
        .transform((noted) => {
          const [id, hash] = noted.split(':') as [string, string]
          return { id, hash }
        })
        .optional(),
    ),
  },
  check: ({ verify, anchor, head }) => {
    if (!verify && anchor === undefined) return 'Either --verify or --anchor is needed.'
    return head !== undefined && !verify ? '--head goes with --verify.' : null
  },
  notes: `
    A console keeps the anchors of the rows that it appends in anchors.jsonl, beside its keys, and
    writes them to its log. --verify reads those in the keys folder automatically. Keep a copy in a
    place that nobody with write access to the database can write to.`,
})

/** `npm run audit`: checks or anchors the reveal log. @returns the exit code: 1 where it is broken. */
export async function main(args: string[]): Promise<number> {
  const parsed = parseFlags(args, COMMAND)
  if (parsed === null) return 0
  const { verify, anchor, head } = parsed
  const work = async () => {
    if (verify) return verifyLog(head, anchor)
    return anchorHead(anchor as string)
  }
  return withServices(work, { queue: false })
}

async function verifyLog(head: LogHead | undefined, file: string | undefined): Promise<number> {
  const { anchors, problem, words } = await collectAnchors(file)
  if (problem !== null) {
    print(`BROKEN anchors: ${problem}`)
    return 1
  }
  const noted = head === undefined ? anchors : [...anchors, head]
  const verdict = await verifyRevealLog({ noted })
  if (verdict.kind === 'broken') {
    print(`BROKEN at row ${verdict.id}: ${verdict.problem}`, words)
    return 1
  }
  const { rows, head: newest } = verdict
  print(`The reveal log is whole: ${rows} rows.`, words)
  if (newest !== null) print(`Its head, to note elsewhere: ${newest.id}:${newest.hash}`)
  return 0
}

async function anchorHead(file: string): Promise<number> {
  const head = await findLogHead()
  if (head === null) {
    print('The reveal log is empty: there is nothing to anchor.')
    return 0
  }
  const anchor = await signHeadHere(head)
  if (anchor === null) throw new UserError('There is no audit key here to sign the anchor with.')
  await keepAnchor(file, anchor)
  print(`Row ${head.id} is anchored in ${file}, signed by the key ${anchor.key}.`)
  return 0
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
