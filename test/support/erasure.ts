import { randomUUID } from 'node:crypto'
import { beforeEach } from 'vitest'
import { database } from '@/lib/db/client'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { provideEnv } from '@/lib/env'
import { eraseUser } from '@/lib/reveal/erase/erase-user'
import { bodyWith, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { asAdmin } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

/** Before each test: three logins of ann, one of bob and one of eve, who share a device and an IP. */
export function useThreePeople() {
  const services = useServices({ database: 'per-test' })
  beforeEach(async () => {
    const dataDir = `${services.dataDir()}/${randomUUID()}`
    provideEnv({ VEILGATE_DATA_DIR: dataDir, VEILGATE_KEYS_DIR: `${dataDir}/keys` })
    await initQuickKeys(PASSPHRASE)
    await sendAll([
      bodyWith({ user_id: 'ann', ip: '203.0.113.1', device_id: 'shared' }),
      bodyWith({ user_id: 'ann', ip: '203.0.113.1', device_id: 'own' }),
      bodyWith({ user_id: 'ann', ip: '203.0.113.2', device_id: 'own' }),
      bodyWith({ user_id: 'bob', ip: '203.0.113.2', device_id: 'shared' }),
      bodyWith({ user_id: 'eve', ip: '203.0.113.3', device_id: 'shared' }),
    ])
    await turn()
  })
  return services
}

export function loginsOf(userId: string) {
  return database().userLogin.findMany({ where: { userId }, orderBy: { id: 'asc' } })
}

/** The token that so many of these logins have. */
export function tokenMet(
  times: number,
  rows: Awaited<ReturnType<typeof loginsOf>>,
  column: 'maskedIp' | 'maskedDeviceId',
): string {
  const tokens = rows.map((row) => row[column] ?? '')
  return tokens.find((token) => tokens.filter((other) => other === token).length === times) ?? ''
}

export async function wrongRollups() {
  return (await checkRollups()).filter(({ wrong }) => wrong > 0)
}

export function erase(userId: string) {
  return eraseUser(asAdmin, { userId, reason: 'They asked for it by letter' })
}
