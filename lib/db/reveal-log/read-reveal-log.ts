import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import {
  firstRowOf,
  type RecordedActionFilter,
  rangeOf,
  siftOf,
} from '@/lib/db/reveal-log/recorded-action-conditions'
import {
  COUNTED_COLUMNS,
  type CountedRecord,
  toCountedRow,
} from '@/lib/db/reveal-log/reveal-log-columns'
import type { CountedRow } from '@/lib/model/reveal/reveal-log'

/** Every row of the actions that fit, oldest first, a page at a time: for an export. */
export async function* readRevealLog(
  filter: RecordedActionFilter = {},
): AsyncGenerator<CountedRow[]> {
  for (let afterId = '0'; ; ) {
    const records = await database().$queryRaw<CountedRecord[]>`
      SELECT ${COUNTED_COLUMNS} FROM reveal_log
      WHERE id > ${afterId}::bigint AND ${fits(filter)}
      ORDER BY reveal_log.id LIMIT 1000`
    const last = records.at(-1)
    if (last === undefined) return
    afterId = last.id
    yield records.map(toCountedRow)
  }
}

function fits(filter: RecordedActionFilter): Prisma.Sql {
  if (Object.values(filter).every((value) => value === undefined)) return Prisma.sql`true`
  return Prisma.sql`EXISTS (SELECT FROM reveal_log AS head
    WHERE head.id = ${firstRowOf(Prisma.sql`reveal_log`)} AND ${rangeOf(filter)} AND ${siftOf(filter)})`
}
