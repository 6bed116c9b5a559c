import {
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { readKeyFile, writeKeyFile } from '@/lib/key-file'

export type TokenField = 'ip' | 'device_id'

/** The secret that tokens are made with. `kid` and `fp` name it and are no secrets. */
export type TokenKey = {
  readonly kid: string
  readonly fp: string
  /** One HMAC key for each field, so that equal text in two fields has unrelated tokens. */
  readonly fieldKeys: Readonly<Record<TokenField, KeyObject>>
}

const file = z.object({
  fmt: z.literal('token-key/1'),
  kid: z.string().regex(/^[0-9a-f]{6}$/),
  fp: z.string().regex(/^[0-9a-f]{32}$/),
  key: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Where the token key of a keys folder lies. */
export function tokenKeyPath(keysDir: string): string {
  return join(keysDir, 'token.key.json')
}

/** Makes a new token key file. @throws UserError where one exists. */
export async function createTokenKey(keysDir: string): Promise<TokenKey> {
  const secret = randomBytes(32)
  const key = secret.toString('hex')
  const tokenKey = deriveTokenKey(secret)
  const { kid, fp } = tokenKey
  await writeKeyFile(tokenKeyPath(keysDir), { fmt: 'token-key/1', kid, fp, key })
  return tokenKey
}

/** Reads the token key. @throws UserError where it is missing, open to others or damaged. */
export async function loadTokenKey(keysDir: string): Promise<TokenKey> {
  const path = tokenKeyPath(keysDir)
  const { kid, fp, key } = await readKeyFile(path, file)
  const tokenKey = deriveTokenKey(Buffer.from(key, 'hex'))
  const matches = timingSafeEqual(Buffer.from(fp), Buffer.from(tokenKey.fp)) && kid === tokenKey.kid
  if (!matches) {
    throw new UserError(`${path} is damaged: its fingerprint is not its key's. Restore it.`)
  }
  return tokenKey
}

/** The token keys of a keys folder, the active one first. @throws UserError as `loadTokenKey`. */
export async function loadTokenKeys(keysDir: string): Promise<TokenKey[]> {
  return [await loadTokenKey(keysDir)]
}

/** Derives a token key from its 32 secret bytes, which are overwritten with zeros. */
export function deriveTokenKey(secret: Buffer): TokenKey {
  const derive = (info: string) => {
    const bytes = Buffer.from(hkdfSync('sha256', secret, '', info, 32))
    const key = createSecretKey(bytes)
    bytes.fill(0)
    return key
  }
  const fp = createHmac('sha256', derive('pii-token/1/fingerprint'))
    .update('pii-token/1')
    .digest('hex')
    .slice(0, 32)
  const fieldKeys = { ip: derive('pii-token/1/ip'), device_id: derive('pii-token/1/device_id') }
  secret.fill(0)
  return { kid: fp.slice(0, 6), fp, fieldKeys }
}
