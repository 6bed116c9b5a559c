import { beforeAll, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { addReviews } from '@/lib/db/reviews/add-reviews'
import { findErasure } from '@/lib/db/users/find-erasure'
import { findUser } from '@/lib/db/users/find-user'
import { listVersionChanges } from '@/lib/db/users/list-version-changes'
import { foldAll } from '@/lib/ingest/fold-loop'
import type { MaskedLogin } from '@/lib/model/login'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

useServices()

const ANN = 'ann/of 🐇'
const [PHONE, TABLET] = [token('device', 1), token('device', 2)]
const [HOME, OFFICE] = [token('ip', 1), token('ip', 2)]
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 8, minute))

beforeAll(async () => {
  const by = (userId: string, minute: number, part: Partial<MaskedLogin>) =>
    maskedLogin({ userId, sentAt: at(minute), maskedIp: HOME, ...part })
  const version = (text: string, appVersion: number) => ({ appVersionText: text, appVersion })
  await store(await makeRun(), [
    by(ANN, 0, { maskedDeviceId: PHONE, ...version('2.0.0', 20_000) }),
    // Another device has a version of its own: that is no downgrade.
    by(ANN, 1, { maskedDeviceId: TABLET, maskedIp: OFFICE, ...version('1.0.0', 10_000) }),
    by(ANN, 2, { maskedDeviceId: PHONE, locale: null, ...version('1.5.0', 10_500) }),
    by(ANN, 3, { maskedDeviceId: PHONE, ...version('2.1.0', 20_100) }),
    by('ben', 4, { maskedDeviceId: PHONE }),
    by('cleo', 5, { maskedDeviceId: PHONE, maskedIp: OFFICE }),
  ])
  await foldAll()
  const review = { note: '', by: 'somebody@example.com' }
  await addReviews({ ...review, kind: 'user', subjects: [ANN], mark: 'suspicious' })
  await addReviews({ ...review, kind: 'device', subjects: [PHONE], mark: 'expected' })
})

describe('findUser', () => {
  it('tells what a user has, and how many others have each', async () => {
    expect(await findUser(ANN)).toEqual({
      id: ANN,
      logins: { count: 4, isExact: true },
      firstSeen: at(0).toISOString(),
      lastSeen: at(3).toISOString(),
      mark: 'suspicious',
      counts: { device: { count: 2, isExact: true }, ip: { count: 2, isExact: true } },
      device: [
        {
          value: PHONE,
          logins: 3,
          firstSeen: iso(0),
          lastSeen: iso(3),
          others: 2,
          mark: 'expected',
        },
        { value: TABLET, logins: 1, firstSeen: iso(1), lastSeen: iso(1), others: 0, mark: null },
      ],
      ip: [
        { value: HOME, logins: 3, firstSeen: iso(0), lastSeen: iso(3), others: 1, mark: null },
        { value: OFFICE, logins: 1, firstSeen: iso(1), lastSeen: iso(1), others: 1, mark: null },
      ],
      locales: [
        { value: 'DE', logins: 3, firstSeen: iso(0), lastSeen: iso(3) },
        { value: null, logins: 1, firstSeen: iso(2), lastSeen: iso(2) },
      ],
      versions: [
        { value: '2.1.0', logins: 1, firstSeen: iso(3), lastSeen: iso(3) },
        { value: '1.5.0', logins: 1, firstSeen: iso(2), lastSeen: iso(2) },
        { value: '1.0.0', logins: 1, firstSeen: iso(1), lastSeen: iso(1) },
        { value: '2.0.0', logins: 1, firstSeen: iso(0), lastSeen: iso(0) },
      ],
      searched: null,
    })
  })

  it('finds nobody by an id that differs in case', async () => {
    expect(await findUser(ANN.toUpperCase())).toBeNull()
  })

  it('shows no original that a login from before Veilgate holds', async () => {
    await database().$executeRaw`
      INSERT INTO user_logins (user_id, message_id, sent_at, masked_ip, masked_device_id, app_version)
      VALUES ('dora', 'adopted-dora', ${at(6)}, '203.0.113.9', 'device-canary-1', 20304),
        ('dora', 'adopted-dora-2', ${at(5)}, NULL, NULL, NULL)`
    const dora = await findUser('dora')
    expect(dora?.ip.map(({ value }) => value)).toEqual(['hidden-original'])
    expect(dora?.versions.map(({ value }) => value)).toEqual(['2.3.4', null])
    expect(JSON.stringify([dora, await listVersionChanges('dora')])).not.toContain('203.0.113')
  })
})

describe('listVersionChanges', () => {
  it('marks a downgrade on the same device, and none between two', async () => {
    expect(await listVersionChanges(ANN)).toEqual({
      changes: [
        { at: iso(3), device: PHONE, before: '1.5.0', after: '2.1.0', isDowngrade: false },
        { at: iso(2), device: PHONE, before: '2.0.0', after: '1.5.0', isDowngrade: true },
      ],
      changed: 2,
      downgrades: 1,
    })
    expect(await listVersionChanges('ben')).toEqual({ changes: [], changed: 0, downgrades: 0 })
  })
})

describe('findErasure', () => {
  it('finds a person by the id that stayed, and by what took its place', async () => {
    const entry = {
      erasedAt: at(9),
      erasedBy: 'admin@example.com',
      reason: 'asked for',
      rows: 1,
      vaultRows: 1,
    }
    await database().erasure.createMany({
      data: [
        { ...entry, userId: 'erased-1' },
        { ...entry, userHash: 'abc', replacedBy: 'tombstone-1' },
      ],
    })
    expect(await findErasure('erased-1')).toEqual({ erasedAt: iso(9), isTombstone: false })
    expect(await findErasure('tombstone-1')).toEqual({ erasedAt: iso(9), isTombstone: true })
    expect(await findErasure('erased-2')).toBeNull()
  })
})

function iso(minute: number): string {
  return at(minute).toISOString()
}
