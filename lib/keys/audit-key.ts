import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { keyFileExists, readKeyFile, writeKeyFile } from '@/lib/keys/key-file'
import { anchorText, type LogAnchor, type LogHead } from '@/lib/model/reveal/reveal-log-anchor'

/** The key that signs heads of the reveal log. `id` is the SHA-256 of its public half, cut to 128 bits. */
export type AuditKey = { id: string; publicKey: KeyObject; privateKey: KeyObject }

const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const keyId = z.string().regex(/^[0-9a-f]{32}$/)
const privateFile = z.object({
  fmt: z.literal('audit-key/1'),
  id: keyId,
  public: bytes32,
  private: bytes32,
})
const publicFile = z.object({ fmt: z.literal('audit-pub/1'), id: keyId, public: bytes32 })

/** Where the key lies that signs, and its public half, for whoever checks anchors elsewhere. */
export const auditKeyPath = (keysDir: string) => join(keysDir, 'audit.key.json')
export const auditPublicKeyPath = (keysDir: string) => join(keysDir, 'audit.pub.json')

/**
 * The audit key of a keys folder: an Ed25519 pair, made where there is none.
 * @throws UserError where the folder cannot be written, or the file is open to others or damaged.
 */
export async function findOrMakeAuditKey(keysDir: string): Promise<AuditKey> {
  const path = auditKeyPath(keysDir)
  if (!(await keyFileExists(path))) await makeAuditKey(keysDir)
  const file = await readKeyFile(path, privateFile)
  const { id, public: x, private: d } = file
  const jwk = { kty: 'OKP', crv: 'Ed25519', x, d }
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' })
  const publicKey = createPublicKey(privateKey)
  if (publicKey.export({ format: 'jwk' }).x === x && keyIdOf(x) === id) {
    return { id, publicKey, privateKey }
  }
  throw new UserError(`${path} is damaged: its halves do not fit each other. Restore it.`)
}

/** The public half that checks anchors; null where this folder has none. @throws UserError as above. */
export async function loadAuditPublicKey(
  keysDir: string,
): Promise<Pick<AuditKey, 'id' | 'publicKey'> | null> {
  const path = auditPublicKeyPath(keysDir)
  if (!(await keyFileExists(path))) {
    return (await keyFileExists(auditKeyPath(keysDir))) ? findOrMakeAuditKey(keysDir) : null
  }
  const { id, public: x } = await readKeyFile(path, publicFile)
  if (keyIdOf(x) !== id) throw new UserError(`${path} is damaged: its name is not its key's.`)
  return {
    id,
    publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
  }
}

/** Signs a head. Ed25519 signs the same in the same way each time. */
export function signHead({ id, privateKey }: AuditKey, head: LogHead): LogAnchor {
  const signature = sign(null, Buffer.from(anchorText(head)), privateKey).toString('base64url')
  return { id: head.id, hash: head.hash, key: id, signature }
}

/** Whether a key signed an anchor. */
export function isSignedBy(
  { id, publicKey }: Pick<AuditKey, 'id' | 'publicKey'>,
  anchor: LogAnchor,
): boolean {
  const signature = Buffer.from(anchor.signature, 'base64url')
  return anchor.key === id && verify(null, Buffer.from(anchorText(anchor)), publicKey, signature)
}

/** Two processes may make one at once: the first one's stays. The public half comes second. */
async function makeAuditKey(keysDir: string): Promise<void> {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const id = keyIdOf(x)
  const made = { fmt: 'audit-key/1', id, public: x, private: d }
  try {
    await writeKeyFile(auditKeyPath(keysDir), made)
  } catch (error) {
    if (await keyFileExists(auditKeyPath(keysDir))) return
    throw error
  }
  const path = auditPublicKeyPath(keysDir)
  if (!(await keyFileExists(path))) {
    await writeKeyFile(path, { fmt: 'audit-pub/1', id, public: x })
  }
}

function keyIdOf(x: string): string {
  return createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex').slice(0, 32)
}
