import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createVaultKeys } from '@/lib/vault/create-vault-keys'
import { openDek, openSealed } from '@/lib/vault/open'
import { type Sealer, sealTo } from '@/lib/vault/seal'
import { REJECTED_BODY, type SealedDek, VAULT_VALUE } from '@/lib/vault/sealed-format'
import { unwrapVaultPrivateKey, vaultPrivateKeyPath } from '@/lib/vault/vault-private-keys'
import { loadVaultPublicKeys, vaultPublicKeyPath } from '@/lib/vault/vault-public-keys'

const passphrase = 'four lanterns by a quiet lake'
let keysDir: string

beforeAll(async () => {
  keysDir = await mkdtemp(join(tmpdir(), 'veilgate-keys-'))
  await createVaultKeys(keysDir, passphrase)
})
afterAll(() => rm(keysDir, { recursive: true, force: true }))

function dekOf({ deks }: Sealer): SealedDek {
  return deks[0] as SealedDek
}

async function privateKey() {
  const unwrapped = await unwrapVaultPrivateKey(keysDir, passphrase)
  if (unwrapped === null) throw new Error('the passphrase was refused')
  return unwrapped.privateKey
}

describe('the vault', () => {
  it('opens with the private key what was sealed with the public one', async () => {
    const sealer = await sealTo(await loadVaultPublicKeys(keysDir))(1)
    const sealed = sealer.sealValue('ip1_x', '203.0.113.135')
    const dek = await openDek(await privateKey(), dekOf(sealer))
    expect(openSealed(VAULT_VALUE, dek, sealer.dekId, 'ip1_x', sealed)).toBe('203.0.113.135')
  })

  it('drops the key that it seals with after a quarter of an hour, even if nothing comes', async () => {
    // The clock stands still, so that it is the timer that drops it.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const sealerFor = sealTo(await loadVaultPublicKeys(keysDir))
      const { dekId } = await sealerFor(1)
      vi.advanceTimersByTime(15 * 60_000 - 1)
      expect((await sealerFor(1)).dekId).toBe(dekId)
      vi.advanceTimersByTime(1)
      expect((await sealerFor(1)).dekId).not.toBe(dekId)
    } finally {
      vi.useRealTimers()
    }
  })

  it('never uses an IV twice, be there more values than it was told of', async () => {
    const sealerFor = sealTo(await loadVaultPublicKeys(keysDir))
    const ivs = new Set<string>()
    for (const told of [1, 3, 100]) {
      const sealer = await sealerFor(told)
      for (let at = 0; at < 50; at += 1) {
        const sealed =
          at % 2 ? sealer.sealBody(`m${at}`, 'a body') : sealer.sealValue('ip1_x', '203.0.113.7')
        ivs.add(sealed.subarray(1, 13).toString('hex'))
      }
    }
    expect(ivs.size).toBe(150)
  })

  it('refuses a value of which any single byte was changed', async () => {
    const sealer = await sealTo(await loadVaultPublicKeys(keysDir))(1)
    const sealed = sealer.sealValue('ip1_x', '1.2.3.4')
    const dek = await openDek(await privateKey(), dekOf(sealer))
    expect(sealed.length).toBe(1 + 12 + 48 + 16)
    for (let at = 0; at < sealed.length; at += 1) {
      const tampered = Buffer.from(sealed)
      tampered[at] = (tampered[at] as number) ^ 1
      expect(() => openSealed(VAULT_VALUE, dek, sealer.dekId, 'ip1_x', tampered)).toThrow()
    }
    const open = (token: string, dekId: string, bytes: Buffer) => () =>
      openSealed(VAULT_VALUE, dek, dekId, token, bytes)
    expect(open('ip1_y', sealer.dekId, sealed)).toThrow()
    expect(open('ip1_x', 'another', sealed)).toThrow()
    expect(open('ip1_x', sealer.dekId, sealed.subarray(0, 20))).toThrow()
  })

  it('refuses a DEK of which any single byte was changed', async () => {
    const dek = dekOf(await sealTo(await loadVaultPublicKeys(keysDir))(1))
    const key = await privateKey()
    await expect(openDek(key, dek)).resolves.toBeDefined()
    for (let at = 0; at < dek.sealed.length; at += 1) {
      const sealed = Buffer.from(dek.sealed)
      sealed[at] = (sealed[at] as number) ^ 1
      await expect(openDek(key, { ...dek, sealed })).rejects.toThrow()
    }
    await expect(openDek(key, { ...dek, dekId: 'another' })).rejects.toThrow()
  })

  it('hides the length of short values and holds a body of a megabyte', async () => {
    const sealer = await sealTo(await loadVaultPublicKeys(keysDir))(3)
    expect(sealer.sealValue('t', '1').length).toBe(sealer.sealValue('t', '1'.repeat(46)).length)
    const body = 'é\u{1F600}'.repeat(200_000)
    const sealed = sealer.sealBody('m', body)
    const dek = await openDek(await privateKey(), dekOf(sealer))
    expect(openSealed(REJECTED_BODY, dek, sealer.dekId, 'm', sealed)).toBe(body)
  })

  it('takes a new DEK before one holds more than 65,536 values', async () => {
    const sealer = sealTo(await loadVaultPublicKeys(keysDir))
    const first = await sealer(65_000)
    const second = await sealer(536)
    const third = await sealer(1)
    expect(second.dekId).toBe(first.dekId)
    expect(third.dekId).not.toBe(first.dekId)
  })
})

describe('vault key files', () => {
  it('refuse a wrong passphrase and any changed header field', async () => {
    expect(await unwrapVaultPrivateKey(keysDir, 'wrong')).toBeNull()
    const path = vaultPrivateKeyPath(keysDir)
    const text = await readFile(path, 'utf8')
    const file = JSON.parse(text)
    for (const change of [{ recipient: '0'.repeat(12) }, { kdf: { ...file.kdf, N: 2 ** 16 } }]) {
      await writeFile(path, JSON.stringify({ ...file, ...change }))
      expect(await unwrapVaultPrivateKey(keysDir, passphrase)).toBeNull()
    }
    for (const [name, value] of [
      ['N', 2 ** 30],
      ['r', 9],
      ['p', 5],
    ] as const) {
      await writeFile(path, JSON.stringify({ ...file, kdf: { ...file.kdf, [name]: value } }))
      const damaged = new RegExp(`damaged \\(kdf\\.${name}\\)`)
      await expect(unwrapVaultPrivateKey(keysDir, passphrase)).rejects.toThrow(damaged)
    }
    await writeFile(path, text)
  })

  it('open with their passphrase however a keyboard composes its letters', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'veilgate-keys-'))
    try {
      const letters = 'vier Laternen über dem stillen Café'
      await createVaultKeys(folder, letters.normalize('NFC'))
      expect(await unwrapVaultPrivateKey(folder, letters.normalize('NFD'))).not.toBeNull()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('are private, are refused when they are not, and are never overwritten', async () => {
    const path = vaultPublicKeyPath(keysDir)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    await chmod(path, 0o644)
    await expect(loadVaultPublicKeys(keysDir)).rejects.toThrow(/mode 0644/)
    await chmod(path, 0o600)
    await expect(createVaultKeys(keysDir, passphrase)).rejects.toThrow(/never overwritten/)
  })
})
