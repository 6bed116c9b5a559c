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
import { findKeys, isGiven } from '@/lib/keys/find-keys'
import { writeKeyFile } from '@/lib/keys/key-file'
import { MASKED_FIELD_NAMES, type MaskedField } from '@/lib/model/masked-fields'

/** The secret that tokens are made with. `kid` and `fp` name it and are no secrets. */
export type TokenKey = {
  readonly kid: string
  readonly fp: string
  /** One HMAC key for each field, so that equal text in two fields has unrelated tokens. */
  readonly fieldKeys: Readonly<Record<MaskedField, KeyObject>>
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

/** Where the token key lies that takes over in a rotation, until it is complete. */
export function nextTokenKeyPath(keysDir: string): string {
  return join(keysDir, 'token.next.key.json')
}

/** Where a token key is kept that is not used any more. */
export function retiredTokenKeyPath(keysDir: string, kid: string): string {
  return join(keysDir, `token.${kid}.retired.json`)
}

/** Makes a new token key file. @throws UserError where one exists. */
export async function createTokenKey(path: string): Promise<TokenKey> {
  const secret = randomBytes(32)
  const key = secret.toString('hex')
  const tokenKey = deriveTokenKey(secret)
  const { kid, fp } = tokenKey
  await writeKeyFile(path, { fmt: 'token-key/1', kid, fp, key })
  return tokenKey
}

/**
 * The token keys that are here: one, or two while a rotation goes on, the new one last. Which of
 * them is active the database says.
 * @throws UserError where there is none, or one is open to others or damaged.
 */
export async function loadTokenKeys(keysDir: string): Promise<TokenKey[]> {
  const path = tokenKeyPath(keysDir)
  // The next one first: should it take the other's place meanwhile, it is found there.
  const found = await findKeys('VEILGATE_TOKEN_KEY', [nextTokenKeyPath(keysDir), path], file)
  if (found.length === 0) {
    throw new UserError(`There is no key at ${path}. Make the keys with: npm run keys -- init`)
  }
  const keys = found.map(({ from, key }) => checkTokenKey(from, key))
  const inOrder = isGiven('VEILGATE_TOKEN_KEY') ? keys : keys.reverse()
  return inOrder.filter(({ fp }, at) => inOrder.findIndex((key) => key.fp === fp) === at)
}

function checkTokenKey(from: string, { kid, fp, key }: z.output<typeof file>): TokenKey {
  const tokenKey = deriveTokenKey(Buffer.from(key, 'hex'))
  const matches = timingSafeEqual(Buffer.from(fp), Buffer.from(tokenKey.fp)) && kid === tokenKey.kid
  if (matches) return tokenKey
  throw new UserError(`${from} is damaged: its fingerprint is not its key's. Restore it.`)
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
  const fieldKeys = Object.fromEntries(
    MASKED_FIELD_NAMES.map((field) => [field, derive(`pii-token/1/${field}`)]),
  ) as Record<MaskedField, KeyObject>
  secret.fill(0)
  return { kid: fp.slice(0, 6), fp, fieldKeys }
}
