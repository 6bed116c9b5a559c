import type { PrismaClient } from '@/lib/db/generated/client'
import { failureCode } from '@/lib/errors'

type Identity = { system: string | null; database: string; logins: string | null }

/**
 * Whether a server has a copy of the very database that another has. A copy by streaming has the system
 * identifier and the object numbers of its origin; where a managed server hides the first, the oldest key
 * of the installation stands for it.
 */
export async function isSameDatabase(primary: PrismaClient, other: PrismaClient): Promise<boolean> {
  const [ours, theirs] = await Promise.all([identify(primary), identify(other)])
  if (ours.logins === null || ours.logins !== theirs.logins) return false
  if (ours.database !== theirs.database) return false
  if (ours.system !== null && theirs.system !== null) return ours.system === theirs.system
  const [ourKey, theirKey] = await Promise.all([oldestKey(primary), oldestKey(other)])
  return ourKey === theirKey
}

async function identify(client: PrismaClient): Promise<Identity> {
  const [row] = await client.$queryRaw<Omit<Identity, 'system'>[]>`
    SELECT (SELECT oid::text FROM pg_database WHERE datname = current_database()) AS database,
      to_regclass('user_logins')::oid::text AS logins`
  const { database = '', logins = null } = row ?? {}
  return { database, logins, system: await systemOf(client) }
}

async function systemOf(client: PrismaClient): Promise<string | null> {
  try {
    const [row] = await client.$queryRaw<{ system: string }[]>`
      SELECT system_identifier::text AS system FROM pg_control_system()`
    return row?.system ?? null
  } catch (error) {
    if (failureCode(error) === '42501') return null
    throw error
  }
}

async function oldestKey(client: PrismaClient): Promise<string | null> {
  const key = await client.keyFingerprint.findFirst({
    orderBy: [{ createdAt: 'asc' }, { fp: 'asc' }],
  })
  return key === null ? null : `${key.kind} ${key.fp}`
}
