import { Prisma } from '@/lib/db/generated/client'

/**
 * Whether a process was heard of within some seconds. A heartbeat that lies further ahead is of before the database's
 * clock was put back: who lives has said so again since.
 * @param heartbeatAt the SQL of the moment, where a bare `heartbeat_at` could be another table's.
 */
export function isHeard(seconds: number, heartbeatAt = Prisma.sql`heartbeat_at`): Prisma.Sql {
  const span = Prisma.sql`make_interval(secs => ${seconds}::float8)`
  return Prisma.sql`${heartbeatAt} BETWEEN now() - ${span} AND now() + ${span}`
}
