import { Prisma } from '@/lib/db/generated/client'
import { reader } from '@/lib/db/replica/read-source'
import type { LinkKind } from '@/lib/model/shared/link-graph'

export type LinkPlace = { kind: LinkKind; value: string }

/** `isCut` is of one more link than was asked for: there are others. */
export type Link = { from: LinkPlace; to: LinkPlace; isCut: boolean }

/** Which pairs lead from a kind to which other: each has an index that begins with its key. */
const WAYS: { from: LinkKind; to: LinkKind; table: string; key: string; other: string }[] = [
  { from: 'device', to: 'user', table: 'device_users', key: 'device', other: 'user_id' },
  { from: 'device', to: 'ip', table: 'device_ips', key: 'device', other: 'ip' },
  { from: 'user', to: 'device', table: 'device_users', key: 'user_id', other: 'device' },
  { from: 'ip', to: 'device', table: 'device_ips', key: 'ip', other: 'device' },
]

/**
 * The links of each place, so many a way; where there are more, the last says so. Users and IPs are
 * linked by the devices that they were met with: every login names all three.
 */
export async function listLinks(places: readonly LinkPlace[], most: number): Promise<Link[]> {
  const lists = WAYS.map(async ({ from, to, table, key, other }) => {
    const values = places.filter(({ kind }) => kind === from).map(({ value }) => value)
    if (values.length === 0) return []
    const rows = await reader().$queryRaw<{ from: string; to: string; place: number }[]>`
      SELECT start.value AS "from", pair.other AS "to", pair.place::int AS place
      FROM unnest(${values}::text[]) AS start(value)
      CROSS JOIN LATERAL (
        SELECT other, row_number() OVER () AS place FROM (
          SELECT ${Prisma.raw(other)} AS other FROM ${Prisma.raw(table)}
          WHERE ${Prisma.raw(key)} = start.value ORDER BY other LIMIT ${most + 1}) AS found
      ) AS pair`
    return rows.map((row) => ({
      from: { kind: from, value: row.from },
      to: { kind: to, value: row.to },
      isCut: row.place > most,
    }))
  })
  return (await Promise.all(lists)).flat()
}
