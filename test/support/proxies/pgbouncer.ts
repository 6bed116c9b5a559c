import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { postgresAccount } from '@/lib/embedded/account'
import { freePort } from '@/lib/embedded/free-port'
import type { PoolingProxy } from '@/test/support/proxies/pooling-proxy'

/** The real one's program; undefined where `npm run test:postgres` brought none. */
export const PGBOUNCER = process.env.VEILGATE_TEST_PGBOUNCER || undefined

const START_MS = 20_000

/** Puts a real PgBouncer before a database, in transaction mode, with five connections to the server. */
export async function startPgBouncer(databaseUrl: string): Promise<PoolingProxy> {
  const url = new URL(databaseUrl)
  const folder = mkdtempSync(join(tmpdir(), 'veilgate-pgbouncer-'))
  // It refuses to run as root, as Postgres does.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const password = decodeURIComponent(url.password)
  const lines = [
    '[databases]',
    `* = host=${url.hostname} port=${url.port} user=${url.username} password=${password}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = trust',
    `auth_file = ${join(folder, 'users')}`,
    'pool_mode = transaction',
    'default_pool_size = 5',
  ]
  writeFileSync(join(folder, 'pgbouncer.ini'), `${lines.join('\n')}\n`, { mode: 0o644 })
  writeFileSync(join(folder, 'users'), `"${url.username}" "${password}"\n`, { mode: 0o644 })
  const child = spawn(PGBOUNCER ?? 'pgbouncer', ['-q', join(folder, 'pgbouncer.ini')], {
    ...postgresAccount(),
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  url.port = String(port)
  await untilAnswers(url.href)
  return {
    url: url.href,
    close: () => {
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilAnswers(connectionString: string) {
  for (const deadline = Date.now() + START_MS; ; await sleep(50)) {
    const client = new pg.Client({ connectionString })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}
