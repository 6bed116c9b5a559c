import { expect, it, vi } from 'vitest'
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

it('says of a connection that it is lost only while somebody may want it', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const lines = () => write.mock.calls.filter(([line]) => String(line).includes('connection-lost'))
  try {
    const pool = openPool(connectionConfig(services.databaseUrl()), SIZE)
    const end = async (pid: number) => services.query(`SELECT pg_terminate_backend(${pid})`)
    const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await end(rows[0]?.pid ?? 0)
    await vi.waitFor(() => expect(lines()).toHaveLength(1))

    // As when a command ends with its embedded server: the goodbyes of both cross.
    await pool.query('SELECT 1')
    const lost = new Error('terminating connection due to administrator command')
    await Promise.all([pool.end(), pool.emit('error', lost, null as never)])
    expect(lines()).toHaveLength(1)
  } finally {
    write.mockRestore()
  }
})
