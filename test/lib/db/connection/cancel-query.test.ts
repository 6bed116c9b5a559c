import { expect, it } from 'vitest'
import { connectionConfig } from '@/lib/db/connection/connection-config'
import { GuardedClient } from '@/lib/db/connection/guarded-client'
import { startTlsProxy } from '@/test/support/proxies/tls-proxy'
import { useServices } from '@/test/support/services'

const services = useServices()

it.each(['disable', 'require'])(
  'ends on the server what has passed its deadline here, with sslmode=%s',
  async (sslmode) => {
    const url = new URL(services.databaseUrl())
    const proxy = sslmode === 'require' ? await startTlsProxy(Number(url.port)) : undefined
    if (proxy) url.port = String(proxy.port)
    url.searchParams.set('sslmode', sslmode)
    const client = new GuardedClient(connectionConfig(url.href, { deadlineMs: 1_000 }))
    try {
      await client.connect()
      await expect(client.query('SELECT pg_sleep(600)')).rejects.toMatchObject({
        code: 'DATABASE_NO_ANSWER',
      })
      await expect.poll(countSleeping).toBe(0)
    } finally {
      await client.end()
      proxy?.close()
    }
  },
)

async function countSleeping(): Promise<unknown> {
  const rows = await services.query(`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'active' AND query = 'SELECT pg_sleep(600)'`)
  return rows[0]?.count
}
