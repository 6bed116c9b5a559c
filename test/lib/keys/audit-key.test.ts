import { createPrivateKey, createPublicKey } from 'node:crypto'
import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  auditKeyPath,
  auditPublicKeyPath,
  findOrMakeAuditKey,
  isSignedBy,
  loadAuditPublicKey,
  signHead,
} from '@/lib/keys/audit-key'
import { makeTestFolder } from '@/test/support/servers/test-folder'

const HEAD = { id: '776', hash: 'ab'.repeat(32) }
let keysDir = ''

beforeEach(() => {
  keysDir = makeTestFolder('veilgate-audit-')
})
afterEach(() => rm(keysDir, { recursive: true }))

describe('the audit key', () => {
  it('is made once, whoever asks at once, in files of mode 0600', async () => {
    const keys = await Promise.all(Array.from({ length: 4 }, () => findOrMakeAuditKey(keysDir)))
    expect(new Set(keys.map(({ id }) => id)).size).toBe(1)
    expect((await findOrMakeAuditKey(keysDir)).id).toBe(keys[0]?.id)
    for (const path of [auditKeyPath(keysDir), auditPublicKeyPath(keysDir)]) {
      expect((await stat(path)).mode & 0o777).toBe(0o600)
    }
    expect(await readFile(auditPublicKeyPath(keysDir), 'utf8')).not.toContain('private')
  })

  it('signs a head in a pinned way', () => {
    // The first key of RFC 8032, 7.1.
    const jwk = {
      kty: 'OKP',
      crv: 'Ed25519',
      d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    }
    const privateKey = createPrivateKey({ key: jwk, format: 'jwk' })
    const key = { id: '0'.repeat(32), privateKey, publicKey: createPublicKey(privateKey) }
    expect(signHead(key, HEAD).signature).toBe(
      'y3NfmRUWUKS4sCRZGGRAtftx8qt75gdTJaJc5yicMalzJFeLzBfeHSxHbxbsqg0VQGfH0zxbif8KADBTW379AA',
    )
  })

  it('knows what it signed, by its public half alone, and nothing else', async () => {
    const anchor = signHead(await findOrMakeAuditKey(keysDir), HEAD)
    const key = await loadAuditPublicKey(keysDir)
    if (key === null) throw new Error('There is no public key.')
    expect(isSignedBy(key, anchor)).toBe(true)
    for (const change of [
      { id: '775' },
      { hash: 'ac'.repeat(32) },
      { key: '0'.repeat(32) },
      { signature: 'A'.repeat(86) },
    ]) {
      expect(isSignedBy(key, { ...anchor, ...change })).toBe(false)
    }
  })

  it('is not used where others can read it, or its halves do not fit', async () => {
    await findOrMakeAuditKey(keysDir)
    await chmod(auditKeyPath(keysDir), 0o644)
    await expect(findOrMakeAuditKey(keysDir)).rejects.toThrow(/can be read by others/)
    await chmod(auditKeyPath(keysDir), 0o600)
    const file = JSON.parse(await readFile(auditKeyPath(keysDir), 'utf8'))
    await writeFile(auditKeyPath(keysDir), JSON.stringify({ ...file, public: 'A'.repeat(43) }))
    await expect(findOrMakeAuditKey(keysDir)).rejects.toThrow(/damaged/)
  })

  it('is known by its private half where the public one is gone', async () => {
    const { id } = await findOrMakeAuditKey(keysDir)
    await rm(auditPublicKeyPath(keysDir))
    expect((await loadAuditPublicKey(keysDir))?.id).toBe(id)
  })

  it('checks nothing where its public half is another’s', async () => {
    await findOrMakeAuditKey(keysDir)
    const file = JSON.parse(await readFile(auditPublicKeyPath(keysDir), 'utf8'))
    for (const change of [
      { public: 'A'.repeat(43) },
      { id: '0'.repeat(32) },
      { id: `${file.id}0` },
    ]) {
      await writeFile(auditPublicKeyPath(keysDir), JSON.stringify({ ...file, ...change }))
      await expect(loadAuditPublicKey(keysDir)).rejects.toThrow(/damaged/)
    }
  })

  it('is none in a folder without keys', async () => {
    expect(await loadAuditPublicKey(keysDir)).toBeNull()
  })
})
