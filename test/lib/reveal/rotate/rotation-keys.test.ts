import { randomUUID } from 'node:crypto'
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { beforeEach, expect, it } from 'vitest'
import { listKeys } from '@/lib/db/vault/key-registry'
import { findRotation } from '@/lib/db/vault/rotation-state'
import { provideEnv } from '@/lib/env'
import { createTokenKey, tokenKeyPath } from '@/lib/masking/token-key'
import { beginWithNextKey } from '@/lib/reveal/rotate/rotation-keys'
import { PASSPHRASE } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
let keysDir = ''

beforeEach(async () => {
  keysDir = `${services.dataDir()}/${randomUUID()}`
  provideEnv({ VEILGATE_KEYS_DIR: keysDir, VEILGATE_TOKEN_KEY: '' })
  await initQuickKeys(PASSPHRASE)
})

/** No rotation, no pending key, and no file of one. */
async function expectNothingBegun() {
  expect(await findRotation()).toBeNull()
  expect((await listKeys()).map(({ state }) => state)).toEqual(['active', 'active'])
  expect(await readdir(keysDir)).not.toContain('token.next.key.json')
}

it('begins nothing where the token key in use is missing, damaged or another', async () => {
  const path = tokenKeyPath(keysDir)
  await rename(path, `${path}.away`)
  await expect(beginWithNextKey(keysDir)).rejects.toThrow(/There is no key at/)
  await writeFile(path, '[]', { mode: 0o600 })
  await expect(beginWithNextKey(keysDir)).rejects.toThrow(/is damaged/)
  await rename(path, `${path}.damaged`)
  await createTokenKey(path)
  await expect(beginWithNextKey(keysDir)).rejects.toThrow(/token key in use, .* was not found/)
  await expectNothingBegun()
})

it('takes no other installation’s key for the next one, where keys are handed in', async () => {
  const next = `${keysDir}/elsewhere/token.key.json`
  await createTokenKey(next)
  const [current, other] = await Promise.all(
    [tokenKeyPath(keysDir), next].map((path) => readFile(path, 'utf8')),
  )
  provideEnv({ VEILGATE_TOKEN_KEY: other as string })
  await expect(beginWithNextKey(keysDir)).rejects.toThrow(/token key in use, .* was not found/)
  await expectNothingBegun()
  provideEnv({ VEILGATE_TOKEN_KEY: `[${current},${other}]` })
  expect(await beginWithNextKey(keysDir)).toMatchObject({ state: 'preparing' })
})
