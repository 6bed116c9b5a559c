import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { verifyPassword as verifyOldPassword } from 'better-auth/crypto'
import { HASH_COST } from '@/lib/auth/password/hash-cost'

type Cost = { N: number; r: number; p: number }

/** What a check of a hash by better-auth's own cost (N=2^14, r=16, p=1) lacks of ours. */
const MISSING_COST: Cost = { ...HASH_COST, p: 2 }
/** Twice what scrypt needs, which Node refuses to go beyond. */
const MAX_MEMORY = 64 * 1024 * 1024
const KEY_BYTES = 64

const FORMAT = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([A-Za-z0-9_-]{22})\$([A-Za-z0-9_-]{86})$/

/** A password's hash as accounts keep it: `scrypt$N$r$p$salt$key`, the last two as base64url. */
export async function hashWithScrypt(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, HASH_COST)
  const { N, r, p } = HASH_COST
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/**
 * Whether a password is the one of a hash, of ours or of the format before it. Both take as long as
 * hashing does, which is what an unknown address takes.
 */
export async function verifyWithScrypt({ hash, password }: { hash: string; password: string }) {
  const parts = FORMAT.exec(hash)
  if (parts === null) {
    const [isRight] = await Promise.all([
      verifyOldPassword({ hash, password }).catch(() => false),
      derive(password, randomBytes(16), MISSING_COST),
    ])
    return isRight
  }
  const [, N, r, p, salt = '', key = ''] = parts
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const given = await derive(password, Buffer.from(salt, 'base64url'), cost)
  return timingSafeEqual(given, Buffer.from(key, 'base64url'))
}

/** Whether a hash was made at another cost than today's, and is to be made anew at a sign-in. */
export function isOutdatedHash(hash: string): boolean {
  const [, N, r, p] = FORMAT.exec(hash) ?? []
  return Number(N) !== HASH_COST.N || Number(r) !== HASH_COST.r || Number(p) !== HASH_COST.p
}

function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: MAX_MEMORY }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
