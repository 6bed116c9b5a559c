import { randomUUID } from 'node:crypto'
import { beforeEach } from 'vitest'
import { database } from '@/lib/db/client'
import { provideEnv } from '@/lib/env'
import { bodyWith, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { useServices } from '@/test/support/services'

/** The originals of the one login that there is. */
export const IP = '203.0.113.77'
export const DEVICE = '901-23-4567'

/** Before each test one login is stored under keys of its own. @returns what its originals became. */
export function useStoredLogin() {
  const services = useServices({ database: 'per-test' })
  const tokens = { ip: '', device: '' }
  beforeEach(async () => {
    provideEnv({
      VEILGATE_KEYS_DIR: `${services.dataDir()}/keys-${randomUUID()}`,
      VEILGATE_REVEAL_VALUES_PER_HOUR: '',
    })
    await initQuickKeys(PASSPHRASE)
    await sendAll([bodyWith({ ip: IP, device_id: DEVICE })])
    await turn()
    const [row] = await database().userLogin.findMany()
    tokens.ip = row?.maskedIp ?? ''
    tokens.device = row?.maskedDeviceId ?? ''
  })
  return { services, tokens }
}
