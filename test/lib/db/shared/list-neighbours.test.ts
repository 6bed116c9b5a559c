import { beforeAll, describe, expect, it } from 'vitest'
import { findLogin } from '@/lib/db/logins/find-login'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { addReviews } from '@/lib/db/reviews/add-reviews'
import { countUsers } from '@/lib/db/shared/count-users'
import { listNeighbours } from '@/lib/db/shared/list-neighbours'
import { foldAll } from '@/lib/ingest/fold-loop'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

useServices()

const TABLET = token('device', 1)
const [HOME, ALONE] = [token('ip', 1), token('ip', 2)]
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 8, minute))
/** Nine users of one tablet, all at home but the last. */
const USERS = Array.from({ length: 9 }, (_, index) => `user-${index + 1}`)

beforeAll(async () => {
  const logins = USERS.map((userId, minute) =>
    maskedLogin({
      userId,
      sentAt: at(minute),
      maskedDeviceId: TABLET,
      maskedIp: userId === 'user-9' ? ALONE : HOME,
    }),
  )
  await store(await makeRun(), logins)
  await foldAll()
  const said = { note: '', by: 'somebody@example.com' }
  await addReviews({ ...said, kind: 'device', subjects: [TABLET], mark: 'suspicious' })
  await addReviews({ ...said, kind: 'user', subjects: ['user-9'], mark: 'expected' })
})

async function placeOf(userId: string) {
  const filter = { user_id: userId }
  const { rows } = await searchLogins({ filter, sort: 'sent_at', order: 'desc', limit: 1 })
  return { ms: Date.parse(rows[0]?.sentAt ?? ''), id: rows[0]?.id ?? '' }
}

describe('listNeighbours', () => {
  it('lists six users at most, the login’s own first, and says that there are more', async () => {
    expect(await listNeighbours('device', await placeOf('user-9'))).toEqual({
      users: { values: ['user-9', ...USERS.slice(0, 5)], isCut: true },
      others: { values: expect.arrayContaining([HOME, ALONE]), isCut: false },
    })
    expect(await listNeighbours('ip', await placeOf('user-9'))).toEqual({
      users: { values: ['user-9'], isCut: false },
      others: { values: [TABLET], isCut: false },
    })
  })

  it('has nothing to tell of a login that is not there', async () => {
    expect(await listNeighbours('device', { ms: 0, id: '1' })).toBeNull()
  })
})

describe('countUsers', () => {
  it('tells how many share each, and leaves out what nobody shares', async () => {
    expect(await countUsers('device', [TABLET, TABLET, token('device', 2)])).toEqual({
      [TABLET]: 9,
    })
    expect(await countUsers('ip', [HOME, ALONE])).toEqual({ [HOME]: 8 })
    expect(await countUsers('ip', [])).toEqual({})
  })
})

describe('findLogin', () => {
  it('tells who has the device and the IP of a login, since when, and what was said', async () => {
    const found = await findLogin(await placeOf('user-9'))
    expect(found).toMatchObject({
      userMark: 'expected',
      beside: {
        device: { users: 9, others: 2, firstSeen: at(0).toISOString(), mark: 'suspicious' },
        ip: { users: 1, others: 1, firstSeen: at(8).toISOString(), mark: null },
      },
    })
  })
})
