import { resolve } from 'node:path'

/** What the tests, and the programs that they start, import in place of what takes long on purpose. */
export const REPLACED = {
  '@/lib/auth/password/hash-cost': resolve(import.meta.dirname, 'hash-cost.ts'),
  '@/lib/vault/wrapping-cost': resolve(import.meta.dirname, 'wrapping-cost.ts'),
}
