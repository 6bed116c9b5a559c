import { z } from 'zod'
import { type KeysCommand, print } from '@/lib/cli/keys/command'
import { cliUser } from '@/lib/cli/terminal/cli-user'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { listErasures } from '@/lib/db/reveal-log/list-erasures'
import { UserError } from '@/lib/errors'
import { eraseUser } from '@/lib/reveal/erase-user'
import { erasureFilePath, readErasures } from '@/lib/reveal/erasure-file'

const flagsSchema = z
  .object({
    user: z.string().min(1).max(128).optional(),
    reason: z.string().optional(),
    ticket: z.string().optional(),
    replay: z.string().min(1).optional(),
    list: z.boolean().optional(),
  })
  .refine(
    ({ user, replay, list }) =>
      [user, replay, list].filter((flag) => flag !== undefined).length === 1,
    'Give one of --user, --replay and --list.',
  )

/** `keys erase`: erases a person, erases again after a restore, or lists who was erased. */
export function eraseCommand(args: string[], usage: string): KeysCommand | null {
  const text = { type: 'string' } as const
  const flags = parseFlags(args, {
    usage,
    options: { user: text, reason: text, ticket: text, replay: text, list: { type: 'boolean' } },
    schema: flagsSchema,
  })
  if (flags === null) return null
  const { user, replay } = flags
  if (replay !== undefined) return () => replayFile(replay)
  if (user === undefined) return list
  return () => eraseOne(user, flags.reason ?? '', flags.ticket)
}

async function eraseOne(userId: string, reason: string, ticket?: string): Promise<number> {
  const answer = await eraseUser({ user: cliUser() }, { userId, reason, ticket })
  if (answer.kind !== 'erased') throw new UserError(answer.problem)
  print(
    `${answer.rows} logins no longer have their tokens; ${answer.vaultRows} originals are deleted.`,
    `Noted in ${erasureFilePath()}: keep a copy of it apart from the database's backups.`,
    ...answer.caveats.map((caveat) => `- ${caveat}`),
  )
  return 0
}

async function replayFile(path: string): Promise<number> {
  let again = 0
  for (const { userId, erasedAt, reason, ticket } of await readErasures(path)) {
    const asked = { userId, reason, ticket }
    const answer = await eraseUser({ user: cliUser() }, asked, erasedAt)
    if (answer.kind === 'erased') again += 1
    else if (answer.kind !== 'nothing-to-erase') throw new UserError(answer.problem)
  }
  print(`${again} of the list were here again, and are erased again.`)
  return 0
}

async function list(): Promise<number> {
  for (const { userId, erasedAt, reason, ticket } of (await listErasures(1_000_000)).reverse()) {
    print(JSON.stringify({ userId, erasedAt, reason, ticket: ticket ?? undefined }))
  }
  return 0
}
