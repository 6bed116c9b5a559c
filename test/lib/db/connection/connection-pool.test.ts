import { expect, it } from 'vitest'
import { connectionConfig } from '@/lib/db/connection/connection-config'
import { openPool } from '@/lib/db/connection/connection-pool'
import { startSilentProxy } from '@/test/support/proxies/silent-proxy'
import { useServices } from '@/test/support/services'

const services = useServices()
const SIZE = 6

it('gives up its idle connections where one has fallen silent: they cost no query its deadline', async () => {
  const url = new URL(services.databaseUrl())
  const proxy = await startSilentProxy(Number(url.port))
  url.port = String(proxy.port)
  const pool = openPool(connectionConfig(url.href, { deadlineMs: 2_000 }), SIZE)
  try {
    await Promise.all(Array.from({ length: SIZE }, () => pool.query('SELECT pg_sleep(0.5)')))
    expect(pool.idleCount).toBe(SIZE)
    proxy.silence()
    await expect(pool.query('SELECT 1')).rejects.toMatchObject({ code: 'DATABASE_NO_ANSWER' })
    expect((await pool.query('SELECT 2 AS two')).rows).toEqual([{ two: 2 }])
  } finally {
    await pool.end()
    proxy.close()
  }
})
