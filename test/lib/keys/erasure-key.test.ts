import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { provideEnv } from '@/lib/env'
import {
  deriveErasureKey,
  kidOfUserHash,
  loadErasureKeys,
  USER_HASH,
  userHash,
} from '@/lib/keys/erasure-key'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veilgate-keys-'))
  provideEnv({ VEILGATE_KEYS_DIR: folder, VEILGATE_ERASURE_KEY: '' })
})
afterEach(async () => {
  provideEnv({ VEILGATE_KEYS_DIR: '', VEILGATE_ERASURE_KEY: '' })
  await rm(folder, { recursive: true })
})

describe('the key of the erasure list', () => {
  it('hashes as it always has (known vector)', () => {
    const key = deriveErasureKey(Buffer.from(Array.from({ length: 32 }, (_, at) => at)))
    expect(userHash(key, 'jane.doe@example.com')).toBe(VECTOR)
    expect(kidOfUserHash(VECTOR)).toBe(key.kid)
    expect([VECTOR, `a${VECTOR}`, `${VECTOR}0`].map((text) => USER_HASH.test(text))).toEqual([
      ...[true, false, false],
    ])
  })

  it('is made once, even by several at the same time, in a file that is private', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => loadErasureKeys()))
    expect(new Set(made.map(([key]) => key.kid)).size).toBe(1)
    expect((await stat(join(folder, 'erasure.key.json'))).mode & 0o777).toBe(0o600)
    const [again] = await loadErasureKeys()
    expect(again.kid).toBe(made[0]?.[0].kid)
  })

  it('may be given from outside, several of them: the first hashes', async () => {
    const one = JSON.stringify({ fmt: 'erasure-key/1', key: '11'.repeat(32) })
    const two = JSON.stringify({ fmt: 'erasure-key/1', key: '22'.repeat(32) })
    provideEnv({ VEILGATE_ERASURE_KEY: `[${one},${two}]` })
    const keys = await loadErasureKeys()
    expect(keys).toHaveLength(2)
    expect(keys[0].kid).toBe(deriveErasureKey(Buffer.from('11'.repeat(32), 'hex')).kid)
    await expect(readFile(join(folder, 'erasure.key.json'))).rejects.toThrow(/ENOENT/)
  })

  it('is refused where it is damaged, and not made anew', async () => {
    const path = join(folder, 'erasure.key.json')
    for (const key of ['11'.repeat(31), `11${'22'.repeat(32)}`, 'not hex'.repeat(10)]) {
      const text = JSON.stringify({ fmt: 'erasure-key/1', key })
      await writeFile(path, text, { mode: 0o600 })
      await expect(loadErasureKeys()).rejects.toThrow(/damaged \(key\)/)
      expect(await readFile(path, 'utf8')).toBe(text)
    }
  })

  it('gives users unrelated hashes, and hides nothing in their length', async () => {
    const [key] = await loadErasureKeys()
    const hashes = [randomUUID(), '', 'x'.repeat(128)].map((userId) => userHash(key, userId))
    expect(new Set(hashes).size).toBe(3)
    for (const hash of hashes) expect(hash).toMatch(/^user1_[0-9a-f]{6}_[0-9a-f]{32}$/)
  })
})

const VECTOR = 'user1_c5c8ae_bdba7eaa8cd71c0cba2b5882aeffc778'
