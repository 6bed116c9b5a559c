import { createHmac, hkdfSync } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke'
import { describe, expect, it } from 'vitest'
import { deriveTokenKey, loadTokenKeys, tokenKeyPath } from '@/lib/masking/token-key'
import { createVaultKeys } from '@/lib/vault/create-vault-keys'
import { openDek } from '@/lib/vault/open'
import { hpkeSuite } from '@/lib/vault/suite'
import { unwrapVaultPrivateKey, vaultPrivateKeyPath } from '@/lib/vault/vault-private-keys'
import { loadVaultPublicKeys, vaultPublicKeyPath } from '@/lib/vault/vault-public-keys'
import { wrapQuickly } from '@/test/support/quick-keys'
import { makeTestFolder } from '@/test/support/servers/test-folder'

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

describe('a key file of which any bit was changed', { timeout: 240_000 }, () => {
  it('is refused, in the token key and in the public key', async () => {
    const keysDir = makeTestFolder('veilgate-keys-')
    const secret = Buffer.from(Array.from({ length: 32 }, (_, at) => at))
    const { kid, fp } = deriveTokenKey(Buffer.from(secret))
    const token = JSON.stringify({ fmt: 'token-key/1', kid, fp, key: secret.toString('hex') })
    await createVaultKeys(keysDir, 'four lanterns by a quiet lake')
    await writeFile(tokenKeyPath(keysDir), token, { mode: 0o600 })
    await everyBit(tokenKeyPath(keysDir), async () => (await loadTokenKeys(keysDir)).length > 0)
    await everyBit(
      vaultPublicKeyPath(keysDir),
      async () => (await loadVaultPublicKeys(keysDir)).length > 0,
    )
    await rm(keysDir, { recursive: true })
  })

  it('is refused in the private key', async () => {
    const keysDir = makeTestFolder('veilgate-keys-')
    const path = vaultPrivateKeyPath(keysDir)
    const file = wrapQuickly('0123456789ab', Buffer.alloc(32, 7), 'a passphrase')
    await writeFile(path, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 })
    const unwrapped = await unwrapVaultPrivateKey(keysDir, 'a passphrase')
    expect(unwrapped?.privateKey).toEqual(Buffer.alloc(32, 7))
    await everyBit(
      path,
      async () => (await unwrapVaultPrivateKey(keysDir, 'a passphrase')) !== null,
    )
    await rm(keysDir, { recursive: true })
  })
})

/** Flips one bit of a key file after the other: `opens` must be false or throw for each. */
async function everyBit(path: string, opens: () => Promise<boolean>) {
  const bytes = await readFile(path)
  expect(await opens()).toBe(true)
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes)
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
    await writeFile(path, changed)
    const problem = await opens().then(String, (error) => error.name)
    expect([bit, problem]).toEqual([bit, expect.stringMatching(/^(false|UserError)$/)])
  }
  await writeFile(path, bytes)
}
