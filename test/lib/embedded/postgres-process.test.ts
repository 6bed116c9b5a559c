import { appendFileSync, chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { postgresAccount } from '@/lib/embedded/account'
import { stopPostgres } from '@/lib/embedded/postgres'
import { askPostgres, runningPostgres, untilAnswers } from '@/lib/embedded/postgres-process'
import { newPostgresState, readPostgresState } from '@/lib/embedded/postgres-state'
import { startOwnPostgres, startProductPostgres } from '@/test/support/servers/own-postgres'
import { makeTestFolder } from '@/test/support/servers/test-folder'

/** Lets the server of a folder begin as one that recovers, for as long as it is not promoted. */
function keepRecovering(folder: string) {
  appendFileSync(join(folder, 'postgresql.auto.conf'), 'hot_standby = off\n')
  const signal = join(folder, 'standby.signal')
  writeFileSync(signal, '')
  const account = postgresAccount()
  if (account !== null) chownSync(signal, account.uid, account.gid)
}

function promote(folder: string) {
  writeFileSync(join(folder, 'promote'), '', { mode: 0o666 })
  process.kill(runningPostgres(folder)?.pid ?? 0, 'SIGUSR1')
}

/** A folder for the data of a server that a test starts. */
function makeDataDir(): string {
  const dataDir = makeTestFolder('veilgate-postgres-')
  chmodSync(dataDir, 0o711)
  return dataDir
}

it('waits longer for a server that recovers from a crash than for one that says nothing', async () => {
  const dataDir = makeDataDir()
  try {
    const { folder } = await startOwnPostgres(dataDir)
    await stopPostgres(dataDir)
    keepRecovering(folder)
    const started = startProductPostgres(dataDir)
    const ask = () =>
      askPostgres(readPostgresState(dataDir) ?? newPostgresState(dataDir, null), 'postgres')
    await expect.poll(ask).toBe('starting')
    let asked = 0
    const answered = untilAnswers(() => {
      asked += 1
      return ask()
    }, 0.1)
    // That takes several times as long as a server may be silent.
    await expect.poll(() => asked).toBeGreaterThan(10)
    promote(folder)
    expect(await answered).toBe('answers')
    await started
    await stopPostgres(dataDir)
    expect(await untilAnswers(ask, 0.1)).toBe('silent')
  } finally {
    await stopPostgres(dataDir)
    rmSync(dataDir, { recursive: true, force: true })
  }
})

it('takes no server of another cluster for its own, though that got the id of one that died', async () => {
  const dataDir = makeDataDir()
  try {
    const { folder } = await startOwnPostgres(dataDir)
    const running = runningPostgres(folder)
    expect(running).not.toBeNull()
    const other = join(dataDir, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'postmaster.pid'), `${running?.pid}\n${other}\n0\n5432\n`)
    expect(runningPostgres(other)).toBeNull()
    expect(runningPostgres(folder)).toEqual(running)
  } finally {
    await stopPostgres(dataDir)
    rmSync(dataDir, { recursive: true, force: true })
  }
})
