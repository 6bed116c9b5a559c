import pg from 'pg'
import { failureCode } from '@/lib/errors'

const answers = new Map<string, boolean>()

/**
 * Whether a Postgres server refuses a connection for not being encrypted; tried once, then remembered.
 * What else may go wrong is left to the connection itself.
 */
export async function serverDemandsTls(config: pg.ClientConfig, timeoutMs: number) {
  const { host, port, user, database } = config
  const key = JSON.stringify([host, port, user, database])
  const known = answers.get(key)
  if (known !== undefined) return known
  const refusal = await connectInPlain(config, timeoutMs)
  const demands = refusal === '28000'
  // What went wrong otherwise says nothing of the next time.
  if (demands || refusal === null) answers.set(key, demands)
  return demands
}

/** @returns the code of what went wrong; null where nothing did. */
async function connectInPlain(config: pg.ClientConfig, timeoutMs: number) {
  const client = new pg.Client({ ...config, ssl: false, connectionTimeoutMillis: timeoutMs })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return null
  } catch (error) {
    return failureCode(error) ?? 'unknown'
  } finally {
    await client.end().catch(() => undefined)
  }
}
