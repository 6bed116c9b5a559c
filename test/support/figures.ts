import { beforeAll } from 'vitest'
import { foldAll } from '@/lib/ingest/fold-loop'
import { useServices } from '@/test/support/services'
import { makeRun, maskedLogin, store, token } from '@/test/support/stored-logins'

export const NOW = Date.parse('2026-11-21T12:34:56.789Z')
export const HOSTILE = "'); DROP TABLE user_logins;--"

/** Stores 2,500 logins of 90 users, 300 devices and 40 IPs within 40 days before `NOW`, and folds them. */
export function useFigures() {
  const services = useServices()
  beforeAll(async () => {
    const run = await makeRun()
    const logins = Array.from({ length: 2_500 }, (_, index) => {
      const draw = (many: number, of: number) =>
        (Math.imul(index * 31 + many, 2_654_435_761) >>> 8) % of
      return maskedLogin({
        userId: `user-${draw(1, 90)}`,
        maskedDeviceId: token('device', draw(2, 300)),
        maskedIp: token('ip', draw(3, 40)),
        deviceType: ['android', 'ios', 'ios', 'tv'][draw(4, 4)] as string,
        locale: [null, 'DE', 'US', HOSTILE][draw(5, 4)] as string | null,
        appVersion: 10000 + draw(6, 7) * 100,
        appVersionText: `1.${draw(6, 7)}`,
        sentAt: new Date(NOW - draw(7, 40 * 86_400) * 1_000),
      })
    })
    await store(run, logins)
    await foldAll()
  })
  return services
}
