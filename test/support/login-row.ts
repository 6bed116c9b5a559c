import type { LoginRow } from '@/lib/model/login'
import { random } from '@/lib/sample/random'

/** A stored login as pages show it, as large as real ones are; the same for the same number. */
export function loginRow(number: number): LoginRow {
  const chance = random(number, 'login row')
  const hex = (length: number) =>
    Array.from({ length }, () => Math.floor(chance() * 16).toString(16)).join('')
  const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`
  return {
    id: String(number),
    messageId: uuid(),
    sentAt: '2026-11-21T12:00:00.000Z',
    userId: uuid(),
    deviceType: 'android',
    maskedIp: `ip1_ada45f_${hex(32)}`,
    maskedDeviceId: `dv1_ada45f_${hex(32)}`,
    locale: 'DE',
    appVersion: 20_300,
    appVersionText: '2.3.0',
    createDate: '2026-11-21',
    runId: 42,
    envelopeId: null,
    risk: null,
  }
}
