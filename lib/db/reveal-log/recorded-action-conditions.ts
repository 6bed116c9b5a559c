import { Prisma } from '@/lib/db/generated/client'
import type { RevealAction, RevealOutcome } from '@/lib/model/reveal/reveal-log'

/** Which recorded actions; all where nothing is said. */
export type RecordedActionFilter = {
  userName?: string | undefined
  action?: RevealAction | undefined
  /** What came of it in the end. */
  outcome?: RevealOutcome | undefined
  token?: string | undefined
  /** What the ticket holds, in any case. */
  ticket?: string | undefined
  /** What the reason holds, in any case. */
  text?: string | undefined
  /** From this moment on. */
  from?: Date | undefined
  /** Before this moment. */
  until?: Date | undefined
}

/** What an index begins with, of rows `head` of `reveal_log`: the person and the time. */
export function rangeOf({ userName, from, until }: RecordedActionFilter): Prisma.Sql {
  return all([
    userName === undefined ? null : Prisma.sql`head.user_name = ${userName}`,
    from === undefined ? null : Prisma.sql`head.at >= ${from}`,
    until === undefined ? null : Prisma.sql`head.at < ${until}`,
  ])
}

/** What rows `head` are looked at for, one by one: the cheapest first. */
export function siftOf(filter: RecordedActionFilter): Prisma.Sql {
  const { action, outcome, token, ticket, text } = filter
  return all([
    action === undefined ? null : Prisma.sql`head.action = ${action}`,
    ticket === undefined ? null : holds(Prisma.sql`head.ticket`, ticket),
    text === undefined ? null : holds(Prisma.sql`head.reason`, text),
    token === undefined ? null : Prisma.sql`head.tokens @> ${[token]}::text[]`,
    outcome === undefined ? null : Prisma.sql`${OUTCOME} = ${outcome}`,
    IS_FIRST,
  ])
}

/** So many rows `head` are looked at for a page: fewer where each has to be held against its answers. */
export function mostLookedAt({ outcome }: RecordedActionFilter): number {
  return outcome === undefined ? 10_000 : 2_000
}

/**
 * The first row of the action that a row belongs to. A row that tells what came of another names it, and
 * records the same; a copy names what it was copied from, and is an action of its own.
 */
export function firstRowOf(row: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce((SELECT asked.id FROM reveal_log AS asked
    WHERE asked.id = ${row}.request_id AND asked.action = ${row}.action), ${row}.id)`
}

/** Not as EXISTS, which may be answered by reading the whole log into memory first. */
const IS_FIRST = Prisma.sql`(SELECT asked.action FROM reveal_log AS asked
  WHERE asked.id = head.request_id) IS DISTINCT FROM head.action`

/** Not by ORDER BY and LIMIT, which may be answered by walking the log backwards from its end. */
const OUTCOME = Prisma.sql`CASE WHEN head.outcome = 'asked' THEN
  coalesce((SELECT (array_agg(answer.outcome ORDER BY answer.id DESC))[1] FROM reveal_log AS answer
    WHERE answer.request_id = head.id AND answer.action = head.action), head.outcome)
  ELSE head.outcome END`

function holds(column: Prisma.Sql, text: string): Prisma.Sql {
  return Prisma.sql`coalesce(position(lower(${text}) in lower(${column})), 0) > 0`
}

function all(conditions: (Prisma.Sql | null)[]): Prisma.Sql {
  const asked = conditions.flatMap((condition) => condition ?? [])
  return asked.length === 0 ? Prisma.sql`true` : Prisma.join(asked, ' AND ')
}
