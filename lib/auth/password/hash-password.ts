import { availableParallelism } from 'node:os'
import { atOnce } from '@/lib/at-once'
import { hashWithScrypt, verifyWithScrypt } from '@/lib/auth/password/scrypt-hash'
import { singleton } from '@/lib/singleton'

/** Of libuv's four threads, which read files and look names up as well; of two processors one stays free. */
const HASHES_AT_ONCE = availableParallelism() > 2 ? 2 : 1

/** Hashes a password when it is its turn: a hash takes 32 MB and a thread. */
export function hashPassword(password: string): Promise<string> {
  return inLine(() => hashWithScrypt(password))
}

/** Compares a password with its hash when it is its turn. */
export function verifyPassword(given: { hash: string; password: string }): Promise<boolean> {
  return inLine(() => verifyWithScrypt(given))
}

function inLine<Value>(work: () => Promise<Value>): Promise<Value> {
  return singleton('hashes', () => atOnce(HASHES_AT_ONCE))(work)
}
