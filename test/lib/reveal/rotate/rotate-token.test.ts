import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { listKeys } from '@/lib/db/vault/key-registry'
import { findRotation } from '@/lib/db/vault/rotation-state'
import { env, provideEnv } from '@/lib/env'
import { ingestBatch } from '@/lib/ingest/batch/ingest-batch'
import { drain } from '@/lib/ingest/drain'
import { foldAll } from '@/lib/ingest/fold-loop'
import { loadMaskingTools } from '@/lib/keys/masking-tools'
import { tokenOf } from '@/lib/masking/token'
import { loadTokenKeys } from '@/lib/masking/token-key'
import { openValues } from '@/lib/reveal/open-values'
import { chance, random } from '@/lib/sample/random'
import { unwrapVaultPrivateKey } from '@/lib/vault/vault-private-keys'
import { momentsToKill } from '@/test/support/fixtures/moments-to-kill'
import { bodyWith, PASSPHRASE, sendAll, testRun, turn } from '@/test/support/pipeline'
import { startCli } from '@/test/support/programs/cli'
import { initQuickKeys } from '@/test/support/quick-keys'
import { testSeed } from '@/test/support/seed'
import { useServices } from '@/test/support/services'

const SEED = testSeed()
const kills = random(SEED, 'kills')
const folds = random(SEED, 'folds')

const services = useServices({ database: 'per-test' })

beforeEach(async () => {
  const dataDir = `${services.dataDir()}/${randomUUID()}`
  provideEnv({
    VEILGATE_DATA_DIR: dataDir,
    VEILGATE_KEYS_DIR: `${dataDir}/keys`,
    VEILGATE_VAULT_PASSPHRASE: PASSPHRASE,
  })
  await initQuickKeys(PASSPHRASE)
})

let made = 0
const original = new Map<string, { ip: string; device: string }>()

/** A login of a user of its own, whose address and device many others have, too. */
function body(): string {
  made += 1
  const user_id = `user-${made}`
  const ip = `203.0.${made % 9}.${made % 251}`
  const device = `device-${made % 1_700}`
  original.set(user_id, { ip, device })
  return bodyWith({ user_id, ip, device_id: device })
}
const send = (count: number) => sendAll(Array.from({ length: count }, body))

/** Every login has the tokens of the key in use, and each of them opens to what was sent. */
async function expectWhole() {
  const [key, ...others] = await loadTokenKeys(env().VEILGATE_KEYS_DIR)
  if (key === undefined || others.length > 0) throw new Error('not one token key')
  const rows = await database().userLogin.findMany()
  expect(rows.length).toBe(original.size)
  const expected = new Map<string, string>()
  for (const row of rows) {
    const sent = original.get(row.userId ?? '')
    if (sent === undefined) throw new Error('a login nobody sent')
    const tokens = [tokenOf(key, 'ip', sent.ip), tokenOf(key, 'device_id', sent.device)] as const
    expect([row.maskedIp, row.maskedDeviceId]).toEqual(tokens)
    expected.set(tokens[0], sent.ip).set(tokens[1], sent.device)
  }
  const unwrapped = await unwrapVaultPrivateKey(env().VEILGATE_KEYS_DIR, PASSPHRASE)
  if (unwrapped === null) throw new Error('the passphrase is wrong')
  const opened = await openValues({ ...unwrapped, tokenKeys: [key] }, [...expected.keys()])
  for (const value of opened) {
    expect(value).toEqual({
      token: value.token,
      outcome: 'revealed',
      original: expected.get(value.token),
    })
  }
  expect(await database().vaultEntry.count()).toBe(expected.size)
  expect(await database().tokenAlias.count()).toBe(0)
  const keys = await tokenKeys()
  expect(keys.pop()).toMatchObject({ state: 'active', fp: key.fp })
  expect(keys.every(({ state }) => state === 'retired')).toBe(true)
  await foldAll()
  expect((await checkRollups()).filter(({ wrong }) => wrong > 0)).toEqual([])
}

async function tokenKeys() {
  return (await listKeys()).filter(({ kind }) => kind === 'token')
}

/** At no moment does a value have two tokens, whatever is under way. */
async function expectOneTokenEach() {
  const tokens = new Map<string, Set<string | null>>()
  for (const { userId, maskedIp, maskedDeviceId } of await database().userLogin.findMany()) {
    const sent = original.get(userId ?? '')
    for (const [value, token] of [
      [sent?.ip, maskedIp],
      [sent?.device, maskedDeviceId],
    ] as const) {
      tokens.set(value ?? '', (tokens.get(value ?? '') ?? new Set()).add(token))
    }
  }
  expect([...tokens].filter(([, found]) => found.size > 1)).toEqual([])
}

const KILLS = momentsToKill(kills)

describe('rotate-token', () => {
  it('gives equal values equal tokens again, killed at random points under ingestion', async () => {
    original.clear()
    await send(4_000)
    const stale = await testRun({ batchSize: 200 })
    for (let at = 0; at < 10; at += 1) await ingestBatch(stale, 0, 0)
    await foldAll()
    let isOver = false
    const ingesting = (async () => {
      while (!isOver) {
        await send(40)
        await ingestBatch(stale, 0, 0)
        if (chance(folds, 0.3)) await foldAll()
        await sleep(20)
      }
    })()
    const killedIn: string[] = []
    // One that was done before it was killed is followed by another; the last one is let be.
    for (const whenToKill of [...KILLS, null]) {
      const { child, ended } = startCli('keys', ['rotate-token'])
      const over = new AbortController()
      const kill = whenToKill?.(child, over.signal).then(() => child.kill('SIGKILL'))
      const { code, stderr } = await ended
      over.abort()
      await kill?.catch(() => {})
      if (code !== null && code !== 0) throw new Error(stderr)
      if (code === null) killedIn.push((await findRotation())?.state ?? 'none')
      await expectOneTokenEach()
    }
    isOver = true
    await ingesting
    await drain({ startedBy: 'test' })
    expect(killedIn).toEqual(expect.arrayContaining(['preparing', 'updating']))
    expect(killedIn.length).toBeGreaterThan(4)
    await expectWhole()
    const files = await readdir(env().VEILGATE_KEYS_DIR)
    const retired = files.filter((name) => /^token\.[0-9a-f]{6}\.retired\.json$/.test(name))
    expect(retired).toHaveLength((await tokenKeys()).length - 1)
    expect(files.filter((name) => name.startsWith('token')).sort()).toEqual(
      [...retired, 'token.key.json'].sort(),
    )
  }, 480_000)

  it('can be done again, and once more, and at no moment is there no key to ingest with', async () => {
    original.clear()
    await send(50)
    await turn()
    let isOver = false
    const loading = (async () => {
      while (!isOver) await loadMaskingTools()
    })()
    for (let round = 0; round < 2; round += 1) {
      const { code, stdout } = await startCli('keys', ['rotate-token']).ended
      expect(code).toBe(0)
      expect(stdout).toContain('Tokens are made with')
    }
    isOver = true
    await loading
    const keys = await tokenKeys()
    expect(keys.map(({ state }) => state)).toEqual(['retired', 'retired', 'active'])
    expect(await database().vaultEntry.count()).toBeGreaterThan(0)
  }, 480_000)
})
