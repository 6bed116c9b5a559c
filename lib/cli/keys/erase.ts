import { z } from 'zod'
import { type KeysCommand, print } from '@/lib/cli/keys/command'
import { cliUser } from '@/lib/cli/terminal/cli-user'
import { switchFlag, text, valueFlag } from '@/lib/cli/terminal/flags'
import { subcommand } from '@/lib/cli/terminal/subcommands'
import { listErasures } from '@/lib/db/reveal-log/list-erasures'
import { UserError } from '@/lib/errors'
import { isUserId } from '@/lib/model/user-id'
import { eraseUser } from '@/lib/reveal/erase/erase-user'
import { erasureFilePath, readErasures } from '@/lib/reveal/erase/erasure-file'
import { replayErasures } from '@/lib/reveal/erase/replay-erasures'

/** `keys erase`: erases a person, erases again after a restore, or lists who was erased. */
export const eraseCommand = subcommand(
  {
    about: "Overwrite the tokens in a user's logins, and delete their originals.",
    flags: {
      user: valueFlag(
        'ID',
        'the user whose logins are erased',
        text().refine(isUserId, 'is no user id').optional(),
      ),
      replay: valueFlag(
        'FILE',
        'after a restore, repeat the erasures in this list',
        text().optional(),
      ),
      replaceUserId: switchFlag(
        'with --user: also replace the user id with a tombstone, everywhere',
      ),
      list: switchFlag('print the erasure list, one JSON object per line'),
      reason: valueFlag(
        'TEXT',
        'why the user is erased; required with --user',
        z.string().default(''),
      ),
      ticket: valueFlag('TEXT', 'the ticket of the request', z.string().optional()),
    },
    oneOf: ['user', 'replay', 'list'],
    check: ({ user }, given) => {
      const erasesOne = (['replaceUserId', 'reason', 'ticket'] as const).some((flag) =>
        given.has(flag),
      )
      return user === undefined && erasesOne
        ? '--replace-user-id, --reason and --ticket go with --user.'
        : null
    },
  },
  ({ user, replay, replaceUserId, reason, ticket }): KeysCommand => {
    if (replay !== undefined) return () => replayFile(replay)
    if (user === undefined) return list
    return () => eraseOne({ userId: user, replaceUserId, reason, ticket })
  },
)

async function eraseOne(asked: Parameters<typeof eraseUser>[1]): Promise<number> {
  const answer = await eraseUser({ user: cliUser() }, asked)
  if (answer.kind !== 'erased') throw new UserError(answer.problem)
  print(
    `${answer.rows} logins no longer have their tokens; ${answer.vaultRows} originals are deleted.`,
    `Recorded in ${erasureFilePath()}: keep a copy, separately from the database's backups.`,
    ...answer.caveats.map((caveat) => `- ${caveat}`),
  )
  return 0
}

async function replayFile(path: string): Promise<number> {
  const entries = await readErasures(path)
  // Else a copy that was emptied would pass for one whose people all stayed erased.
  if (entries.length === 0) throw new UserError(`There is no erasure in ${path}.`)
  const again = await replayErasures({ user: cliUser() }, entries)
  print(`People on the list who had come back and were erased again: ${again}`)
  return 0
}

async function list(): Promise<number> {
  for (const row of (await listErasures(1_000_000)).reverse()) {
    const { userId, userHash, replacedBy, erasedAt, reason, ticket } = row
    const who = userHash === null ? { userId } : { user: userHash }
    const what = { replacedBy: replacedBy ?? undefined, erasedAt, reason }
    print(JSON.stringify({ ...who, ...what, ticket: ticket ?? undefined }))
  }
  return 0
}
