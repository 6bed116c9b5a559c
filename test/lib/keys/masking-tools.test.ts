import { rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { provideEnv } from '@/lib/env'
import { startRun } from '@/lib/ingest/start-run'
import { initKeys } from '@/lib/keys/init-keys'
import { keysState } from '@/lib/keys/keys-state'
import { createTokenKey, tokenKeyPath } from '@/lib/masking/token-key'
import { createVaultKeys } from '@/lib/vault/create-vault-keys'
import { PASSPHRASE, usePipeline } from '@/test/support/pipeline'

const services = usePipeline()
const start = () => startRun({ mode: 'drain', startedBy: 'test' })

describe('the keys', () => {
  it('are refused when the token key is not the one the rows were masked with', async () => {
    const foreign = `${services.dataDir()}/foreign`
    await createTokenKey(tokenKeyPath(foreign))
    await createVaultKeys(foreign, PASSPHRASE)
    provideEnv({ VEILGATE_KEYS_DIR: foreign })
    await expect(start()).rejects.toThrow(/is not the one this database was filled with/)
    expect(await keysState()).toMatchObject({ ok: false })
    provideEnv({ VEILGATE_KEYS_DIR: `${services.dataDir()}/keys` })
    expect(await keysState()).toMatchObject({ ok: true })
  })

  it('are asked for where there are none', async () => {
    provideEnv({ VEILGATE_KEYS_DIR: `${services.dataDir()}/none` })
    await expect(start()).rejects.toThrow(/npm run keys -- init/)
    provideEnv({ VEILGATE_KEYS_DIR: `${services.dataDir()}/keys` })
  })

  it('are not made anew for a database that has its keys, even where the files are gone', async () => {
    await rm(`${services.dataDir()}/none`, { recursive: true, force: true })
    provideEnv({ VEILGATE_KEYS_DIR: `${services.dataDir()}/none` })
    await expect(initKeys({ passphrase: PASSPHRASE })).rejects.toThrow(/has its keys already/)
    provideEnv({ VEILGATE_KEYS_DIR: `${services.dataDir()}/keys` })
  })
})
