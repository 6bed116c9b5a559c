import { Prisma } from '@/lib/db/generated/client'
import type { LinkPlace } from '@/lib/db/links/list-links'
import { reader } from '@/lib/db/replica/read-source'
import type { LinkFacts, LinkKind, LinkNode } from '@/lib/model/shared/link-graph'

/** Logins looked at for a whole graph: of those in its middle, and of all others together. */
const MAX_OF_CENTRE = 1_000
const MAX_OF_OTHERS = 2_000
/** Of each end of one link. */
const MAX_OF_LINK = 1_500

type Counted = {
  device: string
  /** Null where the row is of all logins of the device. */
  kind: 'user' | 'ip' | null
  value: string | null
  logins: number
  firstSeen: Date
  lastSeen: Date
}

/**
 * What the links of a graph rest on: of each device its newest logins, as many as a page may read, by
 * user and by IP. One end of every link is a device. @returns by both ends, see `pairOf`.
 */
export async function countLinks(nodes: readonly LinkNode[]): Promise<Map<string, LinkFacts>> {
  const of = (kind: LinkKind) => nodes.filter((node) => node.kind === kind)
  const devices = of('device')
  if (devices.length === 0) return new Map()
  const inMiddle = devices.filter(({ distance }) => distance === 0).length
  const most = Math.ceil(MAX_OF_OTHERS / Math.max(1, devices.length - inMiddle))
  const limits = devices.map(({ distance }) =>
    Math.min(MAX_OF_CENTRE, distance === 0 ? MAX_OF_CENTRE : most),
  )
  const values = (kind: LinkKind) => of(kind).map(({ value }) => value)
  const rows = await reader().$queryRaw<Counted[]>`
    SELECT device, CASE WHEN grouping(user_id) = 0 THEN 'user' WHEN grouping(ip) = 0 THEN 'ip' END AS kind,
      CASE WHEN grouping(user_id) = 0 THEN user_id ELSE ip END AS value,
      count(*)::float8 AS logins, min(sent_at) AS "firstSeen", max(sent_at) AS "lastSeen"
    FROM unnest(${values('device')}::text[], ${limits}::int[]) AS start(device, most)
    CROSS JOIN LATERAL (
      SELECT user_id, masked_ip AS ip, sent_at FROM user_logins
      WHERE masked_device_id = start.device ORDER BY sent_at DESC, id DESC LIMIT start.most
    ) AS newest
    GROUP BY GROUPING SETS ((device), (device, user_id), (device, ip))
    HAVING (grouping(user_id) = 1 AND grouping(ip) = 1)
      OR (grouping(user_id) = 0 AND user_id = ANY(${values('user')}::text[]))
      OR (grouping(ip) = 0 AND ip = ANY(${values('ip')}::text[]))`
  const limitOf = new Map(devices.map(({ value }, at) => [value, limits[at] ?? 0]))
  const cut = new Set(
    rows
      .filter((row) => row.kind === null && row.logins >= (limitOf.get(row.device) ?? 0))
      .map(({ device }) => device),
  )
  const found = new Map<string, LinkFacts>()
  for (const row of rows) {
    if (row.kind === null || row.value === null) continue
    const ends = [
      { kind: 'device', value: row.device } as const,
      { kind: row.kind, value: row.value },
    ]
    found.set(pairOf(ends[0] as LinkPlace, ends[1] as LinkPlace), factsOf(row, cut.has(row.device)))
  }
  return found
}

/** Two ends as one text, the same whichever comes first. */
export function pairOf(a: LinkPlace, b: LinkPlace): string {
  return [`${a.kind}:${a.value}`, `${b.kind}:${b.value}`].toSorted().join(' ')
}

const COLUMNS: Record<LinkKind, Prisma.Sql> = {
  user: Prisma.sql`user_id`,
  device: Prisma.sql`masked_device_id`,
  ip: Prisma.sql`masked_ip`,
}
/** Those that have few logins first: all of them are looked at. */
const FEWEST_FIRST: LinkKind[] = ['user', 'device', 'ip']

/** What one link rests on: among the newest logins of one end, or where it has more of both. */
export async function countLink(a: LinkPlace, b: LinkPlace): Promise<LinkFacts | null> {
  const ends = [a, b].toSorted(
    (x, y) => FEWEST_FIRST.indexOf(x.kind) - FEWEST_FIRST.indexOf(y.kind),
  )
  const [one, other] = ends as [LinkPlace, LinkPlace]
  const first = await countAmong(one, other)
  if (!first.isCut) return first.facts
  const second = await countAmong(other, one)
  if (!second.isCut || first.facts === null) return second.facts
  return (second.facts?.logins ?? 0) > first.facts.logins ? second.facts : first.facts
}

async function countAmong(of: LinkPlace, other: LinkPlace) {
  const [row] = await reader().$queryRaw<
    { all: number; logins: number; firstSeen: Date | null; lastSeen: Date | null }[]
  >`
    SELECT count(*)::float8 AS "all", count(*) FILTER (WHERE other = ${other.value})::float8 AS logins,
      min(sent_at) FILTER (WHERE other = ${other.value}) AS "firstSeen",
      max(sent_at) FILTER (WHERE other = ${other.value}) AS "lastSeen"
    FROM (SELECT ${COLUMNS[other.kind]} AS other, sent_at FROM user_logins
          WHERE ${COLUMNS[of.kind]} = ${of.value}
          ORDER BY sent_at DESC, id DESC LIMIT ${MAX_OF_LINK + 1}) AS newest`
  const isCut = (row?.all ?? 0) > MAX_OF_LINK
  if (!row?.firstSeen || !row.lastSeen) return { facts: null, isCut }
  const { firstSeen, lastSeen, logins } = row
  return { facts: factsOf({ logins, firstSeen, lastSeen }, isCut), isCut }
}

type Ends = { logins: number; firstSeen: Date; lastSeen: Date }

function factsOf({ logins, firstSeen, lastSeen }: Ends, isAtLeast: boolean): LinkFacts {
  return {
    logins,
    isAtLeast,
    firstSeen: firstSeen.toISOString(),
    lastSeen: lastSeen.toISOString(),
  }
}
