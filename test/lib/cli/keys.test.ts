import { spawn } from 'node:child_process'
import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { provideEnv } from '@/lib/env'
import { auditAnchorsPath, readAnchors } from '@/lib/keys/audit-anchors'
import { initKeys } from '@/lib/keys/init-keys'
import { loadMaskingTools } from '@/lib/keys/masking-tools'
import { loadTokenKeys, tokenKeyPath } from '@/lib/masking/token-key'
import { openValues } from '@/lib/reveal/open-values'
import { unwrapVaultPrivateKey, vaultPrivateKeyPath } from '@/lib/vault/vault-private-keys'
import { vaultPublicKeyPath } from '@/lib/vault/vault-public-keys'
import { bodyWith, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'
import { runCli } from '@/test/support/programs/cli'
import { programArgs } from '@/test/support/programs/compile-programs'
import { logLines, readLog } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

const OTHER = 'another passphrase altogether'
const services = useServices({ database: 'per-test' })
let keysDir = ''

beforeEach(async () => {
  keysDir = `${services.dataDir()}/${Math.random().toString(36).slice(2)}`
  provideEnv({
    VEILGATE_KEYS_DIR: keysDir,
    VEILGATE_VAULT_PASSPHRASE: PASSPHRASE,
    VEILGATE_NEW_VAULT_PASSPHRASE: OTHER,
    VEILGATE_TOKEN_KEY: '',
    VEILGATE_TOKEN_KEY_FILE: '',
    VEILGATE_VAULT_PUBLIC_KEY: '',
  })
  await initKeys({ passphrase: PASSPHRASE })
})

async function ingest() {
  await sendAll([bodyWith({})])
  await turn()
}

/** What a passphrase brings back of all that the vault holds. */
async function openAll(passphrase: string) {
  const unwrapped = await unwrapVaultPrivateKey(keysDir, passphrase)
  if (unwrapped === null) return 'wrong passphrase'
  const tokens = (await database().vaultEntry.findMany()).map(({ token }) => token)
  const opened = await openValues({ ...unwrapped, tokenKeys: await loadTokenKeys(keysDir) }, tokens)
  return [...new Set(opened.map(({ outcome }) => outcome))].join()
}

describe('npm run keys', () => {
  it('changes the passphrase and nothing else', async () => {
    await ingest()
    expect(await runCli('keys', ['change-passphrase'])).toMatchObject({ code: 0 })
    expect(await openAll(PASSPHRASE)).toBe('wrong passphrase')
    expect(await openAll(OTHER)).toBe('revealed')
    const again = await runCli('keys', ['change-passphrase'])
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('passphrase is wrong') })
    expect(await logLines()).toEqual([
      'change-passphrase asked',
      'change-passphrase done',
      'change-passphrase wrong-passphrase',
    ])
    const anchors = await readAnchors(auditAnchorsPath(keysDir))
    expect(anchors?.map(({ hash }) => hash)).toEqual((await readLog()).map(({ hash }) => hash))
  })

  it('says so, and fails, where there is nobody to erase', async () => {
    const args = ['erase', '--user', 'nobody', '--reason', 'They asked for it by letter']
    const { code, stdout, stderr } = await runCli('keys', args)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('There is no login of that user to erase.\n')
  })

  it('records what it is about to do with the keys, and what came of it where that fails', async () => {
    const [first] = await database().keyFingerprint.findMany({ where: { kind: 'vault' } })
    const missing = await runCli('keys', ['add-recipient', '--public-key', '/nowhere/f'])
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/^There is no file /m) })
    expect((await runCli('keys', ['remove-recipient', first?.fp ?? ''])).code).toBe(1)
    expect(await logLines()).toEqual([
      'add-recipient asked',
      'add-recipient failed',
      'remove-recipient asked',
      'remove-recipient failed',
    ])
  })

  it('leaves the passphrase as it was where that cannot be recorded', async () => {
    await services.query('ALTER TABLE reveal_log RENAME TO reveal_log_elsewhere')
    expect((await runCli('keys', ['change-passphrase'])).code).toBe(1)
    expect(await openAll(PASSPHRASE)).toBe('')
    expect(await openAll(OTHER)).toBe('wrong passphrase')
  })

  it('shows the passphrase of a new vault key also where it is cut off then', async () => {
    keysDir = `${keysDir}-anew`
    provideEnv({ VEILGATE_KEYS_DIR: keysDir, VEILGATE_VAULT_PASSPHRASE: '' })
    await services.query('DELETE FROM pii_key')
    await services.query('ALTER TABLE pii_key ADD CONSTRAINT cut_off CHECK (false)')
    const cutOff = await runCli('keys', ['init'])
    expect(cutOff.code).toBe(1)
    const [, shown = ''] = /^Vault passphrase {2}(\S+) /.exec(cutOff.stdout) ?? []
    await services.query('ALTER TABLE pii_key DROP CONSTRAINT cut_off')
    const { code, stdout } = await runCli('keys', ['init'])
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('Vault passphrase')])
    expect(await unwrapVaultPrivateKey(keysDir, shown)).not.toBeNull()
  })

  it('lets a second admin open what is there and what comes, until they are removed', async () => {
    const tools = await loadMaskingTools()
    await ingest()
    expect(await openAll(OTHER)).toBe('wrong passphrase')
    const added = await runCli('keys', ['add-recipient'])
    expect(added).toMatchObject({ code: 0 })
    await sendAll([bodyWith({ ip: '203.0.113.8' })])
    await turn({ tools })
    expect(await openAll(OTHER)).toBe('revealed')
    expect(await openAll(PASSPHRASE)).toBe('revealed')
    const recipient = /([0-9a-f]{32}) can open/.exec(added.stdout)?.[1] ?? ''
    expect((await runCli('keys', ['status'])).stdout).toContain(`of them sealed to ${recipient}`)

    expect(await runCli('keys', ['remove-recipient', recipient])).toMatchObject({ code: 0 })
    expect(await database().vaultDek.count({ where: { recipient } })).toBe(0)
    expect(await openAll(OTHER)).toBe('wrong passphrase')
    await sendAll([bodyWith({ ip: '203.0.113.9' })])
    await turn({ tools })
    expect(await database().vaultDek.count({ where: { recipient } })).toBe(0)
    expect(await openAll(PASSPHRASE)).toBe('revealed')
  })

  it('tells by its exit code whether the keys here serve', async () => {
    const fit = await runCli('keys', ['status'])
    expect([fit.code, fit.stdout]).toEqual([
      0,
      expect.stringMatching(/^Keys here: token .*, ready$/m),
    ])
    provideEnv({ VEILGATE_KEYS_DIR: `${keysDir}-elsewhere` })
    const missing = await runCli('keys', ['status'])
    expect([missing.code, missing.stdout]).toEqual([
      1,
      expect.not.stringMatching(/^Keys here: .*, ready$/m),
    ])
  })

  it('never removes the last one who can open something', async () => {
    const [first] = await database().keyFingerprint.findMany({ where: { kind: 'vault' } })
    const removed = await runCli('keys', ['remove-recipient', first?.fp ?? ''])
    expect(removed).toMatchObject({ code: 1, stderr: expect.stringContaining('only recipient') })
  })

  it('refuses a passphrase on the command line, and unknown words', async () => {
    for (const args of [['change-passphrase', '--passphrase', 'x'], ['explode'], []]) {
      const { code, stderr } = await runCli('keys', args)
      expect(code).toBe(1)
      expect(stderr).toContain('Usage: npm run keys')
    }
  })
})

describe('keys from outside', () => {
  it('may be given as text or by a file, which is refused when others can read it', async () => {
    const token = await readFile(tokenKeyPath(keysDir), 'utf8')
    const publicKey = await readFile(vaultPublicKeyPath(keysDir), 'utf8')
    const file = `${services.dataDir()}/mounted-${Math.random()}`
    await writeFile(file, token, { mode: 0o600 })
    provideEnv({
      VEILGATE_KEYS_DIR: '/nonexistent',
      VEILGATE_TOKEN_KEY_FILE: file,
      VEILGATE_VAULT_PUBLIC_KEY: publicKey,
    })
    await ingest()
    expect(await database().userLogin.count()).toBe(1)
    await chmod(file, 0o644)
    await expect(loadMaskingTools()).rejects.toThrow(/mode 0644/)
    provideEnv({ VEILGATE_TOKEN_KEY_FILE: '', VEILGATE_TOKEN_KEY: '{"fmt": "canary-key"}' })
    await expect(loadMaskingTools()).rejects.toThrow(
      /^(?!.*canary).*VEILGATE_TOKEN_KEY is damaged/s,
    )
  })

  it('let a process without a private key ingest, and open nothing with what it holds', async () => {
    await rename(vaultPrivateKeyPath(keysDir), `${services.dataDir()}/elsewhere-${Math.random()}`)
    await sendAll([bodyWith({})])
    const worker = spawn(process.execPath, programArgs('worker-without-key'), {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let stdout = ''
    worker.stdout.on('data', (chunk) => {
      stdout += chunk
    })
    const code = await new Promise((done) => worker.on('close', done))
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      stored: 1,
      rows: 2,
      // With every 32 bytes it could take from its key files and its database rows.
      opened: 0,
      reveal: 'keys-unusable',
    })
  })
})
