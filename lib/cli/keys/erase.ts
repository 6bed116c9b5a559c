import { z } from 'zod'
import { type KeysCommand, print } from '@/lib/cli/keys/command'
import { cliUser } from '@/lib/cli/terminal/cli-user'
import { switchFlag, text, valueFlag } from '@/lib/cli/terminal/flags'
import { subcommand } from '@/lib/cli/terminal/subcommands'
import { listErasures } from '@/lib/db/reveal-log/list-erasures'
import { UserError } from '@/lib/errors'
import { eraseUser } from '@/lib/reveal/erase-user'
import { erasureFilePath, readErasures } from '@/lib/reveal/erasure-file'

/** `keys erase`: erases a person, erases again after a restore, or lists who was erased. */
export const eraseCommand = subcommand(
  {
    about: "Overwrite the tokens of a user's logins, delete their originals.",
    flags: {
      user: valueFlag('ID', 'the user whose logins are erased', text(128).optional()),
      replay: valueFlag(
        'FILE',
        'erase again what an erasure list names, after a restore',
        text().optional(),
      ),
      list: switchFlag('print the erasure list, one JSON object a line'),
      reason: valueFlag(
        'TEXT',
        'why the user is erased; needed with --user',
        z.string().default(''),
      ),
      ticket: valueFlag('TEXT', 'the ticket that asked for it', z.string().optional()),
    },
    oneOf: ['user', 'replay', 'list'],
  },
  ({ user, replay, reason, ticket }): KeysCommand => {
    if (replay !== undefined) return () => replayFile(replay)
    if (user === undefined) return list
    return () => eraseOne(user, reason, ticket)
  },
)

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
