import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import {
  clusterFolder,
  newPostgresState,
  type PostgresState,
  writePostgresState,
} from '@/lib/embedded/postgres-state'
import { removeDataDir } from '@/lib/embedded/remove-data-dir'
import { makeTestFolder } from '@/test/support/servers/test-folder'

const NOBODY = { uid: 65_534, gid: 65_534 }

/** A data folder with some data, closed to others or open. */
function make(mode: number): { dataDir: string; cluster: string } {
  const dataDir = makeTestFolder('veilgate-removed-')
  chmodSync(dataDir, mode)
  const state: PostgresState = newPostgresState(dataDir, NOBODY)
  writePostgresState(dataDir, state)
  const cluster = clusterFolder(dataDir, state)
  mkdirSync(cluster)
  writeFileSync(join(cluster, 'PG_VERSION'), '18')
  return { dataDir, cluster }
}

it('takes along the data that had to lie outside, and the folder that was made for it', () => {
  const { dataDir, cluster } = make(0o700)
  expect(cluster.startsWith(dataDir)).toBe(false)
  removeDataDir(dataDir)
  expect([dataDir, dirname(cluster)].filter((path) => existsSync(path))).toEqual([])
})

it('leaves everything beside a folder that holds its data, or that no Postgres ever used', () => {
  const beside = makeTestFolder('veilgate-beside-')
  const never = join(beside, 'never')
  mkdirSync(never)
  removeDataDir(never)
  const { dataDir } = make(0o711)
  removeDataDir(dataDir)
  expect([never, dataDir].filter((path) => existsSync(path))).toEqual([])
  expect(existsSync(beside) && existsSync(dirname(dataDir))).toBe(true)
})
