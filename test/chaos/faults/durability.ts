import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault, Heal, Scene } from '@/test/chaos/fault'
import { DATABASE } from '@/test/chaos/system'

/** What a server's disk, its settings and its replacement can do to what was committed. */
export const DURABILITY_SIDE: Fault[] = [
  {
    name: 'synchronous_commit is off by default, and Postgres is killed',
    seconds: 10,
    provoke: killUnwritten,
  },
  {
    name: 'a server some transactions behind takes over',
    seconds: 20,
    databaseForgets: true,
    maxReceiveCount: 1_000,
    provoke: failOver,
  },
  { name: 'the disk is full', told: 'run', missing: needsMount, provoke: fillDisk },
]

/** Whatever is not on disk when it is answered is lost: the server writes none of it by itself. */
async function killUnwritten({ postgres, seconds }: Scene): Promise<Heal> {
  await postgres.sql("ALTER SYSTEM SET wal_writer_delay = '10s'")
  await postgres.sql("ALTER SYSTEM SET wal_writer_flush_after = '1GB'")
  await postgres.sql('SELECT pg_reload_conf()')
  await postgres.sql(`ALTER DATABASE ${DATABASE} SET synchronous_commit = off`)
  // For those there are, too.
  await postgres.sql(`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${DATABASE}'`)
  await sleep(seconds * 1_000)
  postgres.kill()
  return async () => {
    await postgres.start()
    await postgres.sql('ALTER SYSTEM RESET wal_writer_delay')
    await postgres.sql('ALTER SYSTEM RESET wal_writer_flush_after')
    await postgres.sql('SELECT pg_reload_conf()')
    return 1
  }
}

/** The data as it was some seconds ago, as on an asynchronous standby that is promoted. */
async function failOver({ postgres, databaseProxy, model, sql, seconds }: Scene): Promise<Heal> {
  const older = `${postgres.folder}-older`
  await postgres.stop()
  execFileSync('cp', ['-a', postgres.folder, older])
  await postgres.start()
  await sleep(seconds * 500)
  databaseProxy.refuse()
  // What is on its way is committed or rolled back by then.
  await sleep(1_000)
  const rows = await sql<{ id: string }>(
    'SELECT message_id AS id FROM user_logins UNION SELECT message_id FROM rejected_messages',
  )
  for (const { id } of rows) model.committed.add(id)
  postgres.kill()
  return async () => {
    // The killed server's last processes may still write.
    await sleep(1_000)
    rmSync(postgres.folder, { recursive: true })
    renameSync(older, postgres.folder)
    await postgres.start()
    await databaseProxy.accept()
    return 1
  }
}

function needsMount(): string | null {
  return process.platform === 'linux' && process.getuid?.() === 0
    ? null
    : 'a small file system can only be mounted as root, on Linux'
}

/** The logins move to a small file system, and somebody fills it. */
async function fillDisk({ postgres, sql }: Scene): Promise<Heal> {
  const disk = mkdtempSync(join(tmpdir(), 'veilgate-small-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk])
  const { uid, gid } = statSync(postgres.folder)
  chownSync(disk, uid, gid)
  await postgres.sql(`CREATE TABLESPACE small_disk LOCATION '${disk}'`)
  await moveLogins(sql, 'small_disk')
  fill(join(disk, 'somebody-else'))
  return async () => {
    rmSync(join(disk, 'somebody-else'))
    await moveLogins(sql, 'pg_default')
    await postgres.sql('DROP TABLESPACE small_disk')
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
    return 1
  }
}

/** Each month by itself: what is done to a partitioned table moves none of its partitions. */
async function moveLogins(sql: Scene['sql'], tablespace: string) {
  const parts = await sql<{ part: string }>(
    "SELECT relid::text AS part FROM pg_partition_tree('user_logins')",
  )
  for (const { part } of parts) await sql(`ALTER TABLE ${part} SET TABLESPACE ${tablespace}`)
}

function fill(path: string) {
  for (const bytes of [1_048_576, 8_192, 512]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(bytes), { flag: 'a' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
}
