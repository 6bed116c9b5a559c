import { randomUUID } from 'node:crypto'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listUsers } from '@/lib/auth/accounts/list-users'
import {
  checkAuthSecret,
  forgetSecrets,
  prepareKeys,
  prepareSample,
  prepareUsers,
  provideAuthSecret,
  readSecrets,
} from '@/lib/cli/start/first-start'
import { makeFirstKeys } from '@/lib/cli/start/make-first-keys'
import { database } from '@/lib/db/client'
import { readState, writeState } from '@/lib/embedded/data-dir'
import { env, provideEnv } from '@/lib/env'
import { unwrapVaultPrivateKey } from '@/lib/vault/vault-private-keys'
import { PASSPHRASE } from '@/test/support/pipeline'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

it('makes each first account once where consoles start at the same moment, and tells one password', async () => {
  const starts = ['a', 'b', 'c'].map(async (name) => {
    const dataDir = join(services.dataDir(), name)
    mkdirSync(dataDir)
    const secrets = readSecrets(dataDir)
    await prepareUsers({ dataDir, postgresFolder: null, embeddedQueue: false }, secrets)
    return secrets
  })
  const all = await Promise.all(starts)
  expect((await listUsers()).map(({ role }) => role).sort()).toEqual(['admin', 'operator'])
  for (const role of ['admin', 'operator'] as const) {
    expect(all.filter((secrets) => secrets[role] !== null)).toHaveLength(1)
  }
})

describe('a first start', () => {
  const NONE = { passphrase: null, admin: null, operator: null }
  const file = () => join(services.dataDir(), 'first-start.json')
  const embedded = (folder: string | null = '/postgres') => ({
    dataDir: services.dataDir(),
    postgresFolder: folder,
    embeddedQueue: true,
  })
  const opens = async (passphrase: string | null) =>
    (await unwrapVaultPrivateKey(env().VEILGATE_KEYS_DIR, passphrase ?? '')) !== null

  let shown = ''
  beforeEach(() => {
    shown = ''
    provideEnv({ VEILGATE_KEYS_DIR: join(services.dataDir(), randomUUID()) })
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        shown += text
        return true
      })
    }
  })
  afterEach(() => {
    vi.restoreAllMocks()
    forgetSecrets(services.dataDir())
    provideEnv({
      VEILGATE_VAULT_PASSPHRASE: '',
      VEILGATE_ADMIN_PASSWORD: '',
      VEILGATE_AUTH_SECRET: '',
    })
  })

  it('tells the passphrase that opens the vault, and keeps it until it is shown', async () => {
    const secrets = readSecrets(services.dataDir())
    expect(await prepareKeys(embedded(), secrets)).toBeNull()
    expect(await opens(secrets.passphrase)).toBe(true)
    expect(statSync(file()).mode & 0o077).toBe(0)
    const resumed = readSecrets(services.dataDir())
    expect(await prepareKeys(embedded(), resumed)).toBeNull()
    expect(resumed).toEqual(secrets)
    forgetSecrets(services.dataDir())
    expect(readSecrets(services.dataDir())).toEqual(NONE)
  })

  it('has kept the passphrase where it is cut off as soon as the vault has its key', async () => {
    await services.query('ALTER TABLE pii_key ADD CONSTRAINT cut_off CHECK (false)')
    await expect(prepareKeys(embedded(), readSecrets(services.dataDir()))).rejects.toThrow()
    await services.query('ALTER TABLE pii_key DROP CONSTRAINT cut_off')
    const resumed = readSecrets(services.dataDir())
    await prepareKeys(embedded(), resumed)
    expect(await opens(resumed.passphrase)).toBe(true)
  })

  it('tells no passphrase that opens nothing: of keys that are there, or once one is configured', async () => {
    writeState(file(), { ...NONE, passphrase: 'of a start that was cut off' })
    provideEnv({ VEILGATE_VAULT_PASSPHRASE: PASSPHRASE })
    const configured = readSecrets(services.dataDir())
    await prepareKeys(embedded(), configured)
    expect([configured, readState(file())]).toEqual([NONE, NONE])
    expect(await opens(PASSPHRASE)).toBe(true)

    provideEnv({ VEILGATE_VAULT_PASSPHRASE: '' })
    await services.query('DELETE FROM pii_key')
    const known = readSecrets(services.dataDir())
    await prepareKeys(embedded(), known)
    expect([known, readState(file())]).toEqual([NONE, NONE])
    await services.query('DELETE FROM pii_key')
    shown = ''
    await makeFirstKeys(embedded())
    expect(shown).toBe('The vault key already existed; its passphrase is unchanged.\n')
    await services.query('DELETE FROM pii_key')
    provideEnv({
      VEILGATE_KEYS_DIR: join(services.dataDir(), randomUUID()),
      VEILGATE_VAULT_PASSPHRASE: PASSPHRASE,
    })
    shown = ''
    await makeFirstKeys(embedded())
    expect([shown, await opens(PASSPHRASE)]).toEqual(['', true])
  })

  it('makes no keys in a database of one’s own, and begins with none that are foreign to it', async () => {
    const secrets = readSecrets(services.dataDir())
    expect(await prepareKeys(embedded(null), secrets)).toContain('npm run keys -- init')
    await makeFirstKeys(embedded(null))
    expect(await database().keyFingerprint.count()).toBe(0)
    await makeFirstKeys(embedded())
    const [, passphrase = ''] = /^Vault passphrase {2}(\S+) /.exec(shown) ?? []
    expect(await opens(passphrase)).toBe(true)
    provideEnv({ VEILGATE_KEYS_DIR: join(services.dataDir(), randomUUID()) })
    await expect(prepareKeys(embedded(null), secrets)).rejects.toThrow(/token/)
    expect(secrets).toEqual(NONE)
  })

  it('goes on with the accounts of one that was cut off, and tells no password that is another', async () => {
    writeState(file(), { ...NONE, admin: 'of-a-cut-off-start', operator: 'another-of-that-start' })
    provideEnv({ VEILGATE_ADMIN_PASSWORD: 'lamp beside the window' })
    const secrets = readSecrets(services.dataDir())
    await prepareUsers(embedded(), secrets)
    expect(secrets).toEqual({ ...NONE, operator: 'another-of-that-start' })
    expect(readState(file())).toEqual(secrets)
    const users = await database().user.findMany({ orderBy: { email: 'asc' } })
    expect(users.map((user) => [user.role, user.mustChangePassword])).toEqual([
      ['admin', false],
      ['operator', true],
    ])
    await services.query("DELETE FROM users WHERE role = 'operator'")
    await prepareUsers(embedded(), readSecrets(services.dataDir()))
    expect(await database().user.count()).toBe(2)
    // Once all was shown, whoever is missing was removed.
    await services.query("DELETE FROM users WHERE role = 'operator'")
    forgetSecrets(services.dataDir())
    await prepareUsers(embedded(), readSecrets(services.dataDir()))
    expect(await database().user.count()).toBe(1)
  })

  it('puts sample logins on the embedded queue once, and on no other', async () => {
    await prepareSample({ ...embedded(null), embeddedQueue: false })
    expect(await services.queue().depth()).toMatchObject({ visible: 0 })
    await prepareSample(embedded())
    await prepareSample(embedded())
    expect(await services.queue().depth()).toMatchObject({ visible: 1_000 })
  })

  it('signs sessions with a secret that it keeps, and wants one for a database of one’s own', () => {
    expect(() => checkAuthSecret()).toThrow(/^VEILGATE_AUTH_SECRET is not set/)
    provideEnv({ DATABASE_URL: '' })
    expect(() => checkAuthSecret()).not.toThrow()
    provideEnv({ DATABASE_URL: services.databaseUrl() })
    provideAuthSecret(embedded())
    const secret = env().VEILGATE_AUTH_SECRET ?? ''
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(() => checkAuthSecret()).not.toThrow()
    provideEnv({ VEILGATE_AUTH_SECRET: '' })
    provideAuthSecret(embedded())
    expect(env().VEILGATE_AUTH_SECRET).toBe(secret)
    const path = join(services.dataDir(), 'auth-secret.json')
    expect(statSync(path).mode & 0o077).toBe(0)
    const configured = 'a secret of one’s own, of 32 characters'
    provideEnv({ VEILGATE_AUTH_SECRET: configured })
    provideAuthSecret(embedded())
    expect(env().VEILGATE_AUTH_SECRET).toBe(configured)
  })
})
