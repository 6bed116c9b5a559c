import { Prisma } from '@/lib/db/generated/client'

/**
 * Whether a process was heard of within some seconds. A heartbeat that lies further ahead is of before the database's
 * clock was put back: who lives has said so again since.
 */
export function isHeard(seconds: number): Prisma.Sql {
  const span = Prisma.sql`make_interval(secs => ${seconds}::float8)`
  return Prisma.sql`heartbeat_at BETWEEN now() - ${span} AND now() + ${span}`
}
