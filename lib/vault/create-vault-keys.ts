import { join } from 'node:path'
import { writeKeyFile } from '@/lib/keys/key-file'
import { hpkeSuite } from '@/lib/vault/suite'
import { vaultPrivateKeyPath, wrapPrivateKey } from '@/lib/vault/vault-private-keys'
import {
  recipientOf,
  recipientsFolder,
  type VaultPublicKey,
  vaultPublicKeyPath,
  writePublicKey,
} from '@/lib/vault/vault-public-keys'

/** Makes the first key pair and writes both files. @throws UserError where one of them exists. */
export async function createVaultKeys(
  keysDir: string,
  passphrase: string,
): Promise<VaultPublicKey> {
  const { publicKey, wrapped } = await makePair(passphrase)
  await writeKeyFile(vaultPrivateKeyPath(keysDir), wrapped)
  await writePublicKey(vaultPublicKeyPath(keysDir), publicKey)
  return publicKey
}

/** Makes the key pair of a further recipient, with a passphrase of its own. */
export async function createRecipientKeys(
  keysDir: string,
  passphrase: string,
): Promise<VaultPublicKey> {
  const { publicKey, wrapped } = await makePair(passphrase)
  const path = join(recipientsFolder(keysDir), publicKey.recipient)
  await writeKeyFile(`${path}.key.json`, wrapped)
  await writePublicKey(`${path}.pub.json`, publicKey)
  return publicKey
}

async function makePair(passphrase: string) {
  const suite = hpkeSuite()
  const pair = await suite.GenerateKeyPair(true)
  const publicKey = await suite.SerializePublicKey(pair.publicKey)
  const privateKey = await suite.SerializePrivateKey(pair.privateKey)
  const recipient = recipientOf(publicKey)
  const wrapped = await wrapPrivateKey(recipient, privateKey, passphrase)
  privateKey.fill(0)
  return { publicKey: { recipient, publicKey }, wrapped }
}
