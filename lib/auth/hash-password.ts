import { atOnce } from '@/lib/at-once'
import { hashWithScrypt, verifyWithScrypt } from '@/lib/auth/scrypt-hash'

/** Of libuv's four threads, which read files and look names up as well. */
const HASHES_AT_ONCE = 2

/** Actions and route handlers are bundled apart, hence global. */
const shared = globalThis as { veilgateHashes?: ReturnType<typeof atOnce> }

/** Hashes a password when it is its turn: a hash takes 32 MB and a thread. */
export function hashPassword(password: string): Promise<string> {
  return inLine(() => hashWithScrypt(password))
}

/** Compares a password with its hash when it is its turn. */
export function verifyPassword(given: { hash: string; password: string }): Promise<boolean> {
  return inLine(() => verifyWithScrypt(given))
}

function inLine<Value>(work: () => Promise<Value>): Promise<Value> {
  shared.veilgateHashes ??= atOnce(HASHES_AT_ONCE)
  return shared.veilgateHashes(work)
}
