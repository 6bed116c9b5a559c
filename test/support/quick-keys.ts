import { createCipheriv, randomBytes, scryptSync } from 'node:crypto'
import { env } from '@/lib/env'
import { initKeys } from '@/lib/keys/init-keys'
import { writeKeyFile } from '@/lib/keys/key-file'
import { hpkeSuite } from '@/lib/vault/suite'
import { vaultPrivateKeyPath } from '@/lib/vault/vault-private-keys'
import { recipientOf, vaultPublicKeyPath, writePublicKey } from '@/lib/vault/vault-public-keys'

/** Keys as `initKeys` makes them, but for scrypt's N: what asks for the passphrase takes no half second. */
export async function initQuickKeys(passphrase: string): Promise<void> {
  const { VEILGATE_KEYS_DIR: keysDir } = env()
  const suite = hpkeSuite()
  const pair = await suite.GenerateKeyPair(true)
  const publicKey = await suite.SerializePublicKey(pair.publicKey)
  const recipient = recipientOf(publicKey)
  const privateKey = await suite.SerializePrivateKey(pair.privateKey)
  await writeKeyFile(
    vaultPrivateKeyPath(keysDir),
    wrapQuickly(recipient, Buffer.from(privateKey), passphrase),
  )
  await writePublicKey(vaultPublicKeyPath(keysDir), { recipient, publicKey })
  await initKeys({ passphrase })
}

/** A private key's file by the letter of its format, with the least of scrypt's N. */
export function wrapQuickly(recipient: string, privateKey: Buffer, passphrase: string) {
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const kdf = { name: 'scrypt', N: 16, r: 8, p: 1, salt: salt.toString('base64') }
  const kek = scryptSync(passphrase, salt, 32, { N: 16, r: 8, p: 1 })
  const cipher = createCipheriv('aes-256-gcm', kek, iv, { authTagLength: 16 })
  cipher.setAAD(Buffer.from(`vault-key/1|${recipient}|scrypt|16|8|1|${kdf.salt}`))
  const ct = Buffer.concat([cipher.update(privateKey), cipher.final()]).toString('base64')
  const sealed = { iv: iv.toString('base64'), ct, tag: cipher.getAuthTag().toString('base64') }
  return { fmt: 'vault-key/1', recipient, kdf, ...sealed }
}
