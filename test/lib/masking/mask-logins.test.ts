import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { maskLogins } from '@/lib/masking/mask-logins'
import { deriveTokenKey } from '@/lib/masking/token-key'
import type { Login } from '@/lib/model/login'
import { MASKED_PROPERTIES } from '@/lib/model/login-field-list'

const LOGIN: Login = {
  messageId: 'message-1',
  sentAt: new Date('2026-11-21T10:00:00Z'),
  userId: 'user-1',
  deviceType: 'ios',
  ip: '203.0.113.77',
  deviceId: '111-22-3333',
  locale: null,
  appVersion: 20300,
  appVersionText: '2.3.0',
  createDate: '2026-11-21',
  envelopeId: null,
}

it('keeps all but the originals, and a token in the place of each', () => {
  const { logins, originals } = maskLogins(deriveTokenKey(randomBytes(32)), [LOGIN])
  const { ip, deviceId, ...kept } = LOGIN
  expect(logins).toEqual([
    {
      ...kept,
      maskedIp: expect.stringMatching(/^ip1_[0-9a-f]{6}_[0-9a-f]{32}$/),
      maskedDeviceId: expect.stringMatching(/^dv1_[0-9a-f]{6}_[0-9a-f]{32}$/),
    },
  ])
  expect([...originals.values()].sort()).toEqual([ip, deviceId].sort())
  expect(MASKED_PROPERTIES.map((property) => originals.get(logins[0]?.[property] ?? ''))).toEqual([
    ip,
    deviceId,
  ])
})

it('has no token, and no original, of a field that a message lacks', () => {
  // No masked field of today is optional: one that is to come may be.
  const { logins, originals } = maskLogins(deriveTokenKey(randomBytes(32)), [
    { ...LOGIN, deviceId: null as never },
  ])
  expect(logins[0]?.maskedDeviceId).toBeNull()
  expect([...originals.values()]).toEqual([LOGIN.ip])
})

it('leaves behind what no field knows, however it got there', () => {
  const stray: Login = { ...LOGIN, ...{ rawBody: LOGIN.ip } }
  const { logins } = maskLogins(deriveTokenKey(randomBytes(32)), [stray])
  expect(JSON.stringify(logins)).not.toContain(LOGIN.ip)
})
