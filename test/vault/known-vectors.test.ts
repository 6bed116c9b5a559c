import { createHmac, hkdfSync } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke'
import { describe, expect, it } from 'vitest'
import { deriveTokenKey, loadTokenKeys, tokenKeyPath } from '@/lib/masking/token-key'
import { createVaultKeys } from '@/lib/vault/create-vault-keys'
import { openDek } from '@/lib/vault/open'
import { hpkeSuite } from '@/lib/vault/suite'
import { unwrapVaultPrivateKey, vaultPrivateKeyPath } from '@/lib/vault/vault-private-keys'
import { loadVaultPublicKeys, vaultPublicKeyPath } from '@/lib/vault/vault-public-keys'

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex')

describe('what we build on gives the answers of its standard', () => {
  it('HMAC-SHA256, RFC 4231 test cases 1 and 2', () => {
    const mac = (key: Buffer | string, data: string) =>
      createHmac('sha256', key).update(data).digest('hex')
    expect(mac(Buffer.alloc(20, 0x0b), 'Hi There')).toBe(
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    )
    expect(mac('Jefe', 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })

  it('HKDF-SHA256, RFC 5869 test cases 1 and 3', () => {
    const key = Buffer.alloc(22, 0x0b)
    const derive = (salt: Buffer, info: Buffer) =>
      Buffer.from(hkdfSync('sha256', key, salt, info, 42)).toString('hex')
    expect(derive(hex('000102030405060708090a0b0c'), hex('f0f1f2f3f4f5f6f7f8f9'))).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    )
    expect(derive(Buffer.alloc(0), Buffer.alloc(0))).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    )
  })
})

describe('HPKE', () => {
  // RFC 9180, appendix A.1: base mode, X25519, HKDF-SHA256; its AEAD is AES-128-GCM, which shares
  // with ours all but the length of the key.
  const info = hex('4f6465206f6e2061204772656369616e2055726e')
  const ikmR = hex('6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037')
  const pkRm = '3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d'
  const skRm = '4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'
  const enc = hex('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431')
  const aad = hex('436f756e742d30')
  const ct = hex(
    'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
  )

  it('derives the key pair of RFC 9180 A.1 and opens its message', async () => {
    const { AEAD_AES_128_GCM } = await import('hpke')
    const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM)
    const pair = await suite.DeriveKeyPair(ikmR, true)
    expect(Buffer.from(await suite.SerializePublicKey(pair.publicKey)).toString('hex')).toBe(pkRm)
    expect(Buffer.from(await suite.SerializePrivateKey(pair.privateKey)).toString('hex')).toBe(skRm)
    const opened = await suite.Open(pair.privateKey, enc, ct, { info, aad })
    expect(Buffer.from(opened).toString()).toBe('Beauty is truth, truth beauty')
  })

  it('is the suite 0x0020, 0x0001, 0x0002 of RFC 9180', () => {
    const suite = hpkeSuite()
    expect([suite.KEM.id, suite.KDF.id, suite.AEAD.id]).toEqual([0x20, 0x01, 0x02])
    const same = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
    expect(same.AEAD.id).toBe(suite.AEAD.id)
  })

  it('opens a DEK that was sealed once and for all', async () => {
    const dek = {
      dekId: '000102030405060708090a0b',
      recipient: '8b228cd75ab7',
      sealed: hex(
        'c3d862dc42cf8706f15f040a5a2d6208b920718f7ac321ddd19ca50bb5f698620bf6e76374d652337e516866ce4777cbcea1714232bff4608b1a8d03a4f3e90aaacb252e3b4e16d6470dfcfb6e401aad',
      ),
    }
    const key = await openDek(hex(skRm), dek)
    expect(key.export().toString('hex')).toBe('11'.repeat(32))
  })
})

describe('a key file of which any byte was changed', { timeout: 240_000 }, () => {
  it('is refused, or means the same', async () => {
    const keysDir = await mkdtemp(join(tmpdir(), 'veilgate-keys-'))
    const secret = Buffer.from(Array.from({ length: 32 }, (_, at) => at))
    const { kid, fp } = deriveTokenKey(Buffer.from(secret))
    const token = JSON.stringify({ fmt: 'token-key/1', kid, fp, key: secret.toString('hex') })
    await createVaultKeys(keysDir, 'correct horse battery staple')
    await writeFile(tokenKeyPath(keysDir), token, { mode: 0o600 })
    await everyByte(tokenKeyPath(keysDir), async () => {
      expect((await loadTokenKeys(keysDir))[0]?.fp).toBe(fp)
    })
    const [publicKey] = await loadVaultPublicKeys(keysDir)
    await everyByte(vaultPublicKeyPath(keysDir), async () => {
      expect(await loadVaultPublicKeys(keysDir)).toEqual([publicKey])
    })
    await rm(keysDir, { recursive: true })
  })

  it('does not unwrap the private key', async () => {
    const keysDir = await mkdtemp(join(tmpdir(), 'veilgate-keys-'))
    await createVaultKeys(keysDir, 'correct horse battery staple')
    const before = await unwrapVaultPrivateKey(keysDir, 'correct horse battery staple')
    // Each try costs scrypt's half second: every 16th byte, another 16th in each run.
    const first = Math.floor(Math.random() * 16)
    await everyByte(
      vaultPrivateKeyPath(keysDir),
      async () => {
        const after = await unwrapVaultPrivateKey(keysDir, 'correct horse battery staple')
        if (after === null) throw new Error('refused')
        expect(after).toEqual(before)
      },
      (at) => at % 16 === first,
    )
    await rm(keysDir, { recursive: true })
  })
})

/** Changes one byte after the other; each time `same` must throw or find the key as it was. */
async function everyByte(
  path: string,
  same: () => Promise<void>,
  which: (at: number) => boolean = () => true,
) {
  const bytes = await readFile(path)
  let refused = 0
  let tried = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if (!which(at)) continue
    tried += 1
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] as number) ^ 1
    await writeFile(path, changed)
    await same().catch((error) => {
      if (error.name === 'AssertionError') throw new Error(`Byte ${at} was changed unnoticed`)
      refused += 1
    })
  }
  await writeFile(path, bytes)
  await chmod(path, 0o600)
  // Spaces between the fields are the only bytes that may differ.
  expect(refused).toBeGreaterThan(tried * 0.7)
}
