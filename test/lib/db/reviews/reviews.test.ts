import { describe, expect, it } from 'vitest'
import { addReviews } from '@/lib/db/reviews/add-reviews'
import { findMarks } from '@/lib/db/reviews/find-marks'
import { findSubjects } from '@/lib/db/reviews/find-subjects'
import { listReviews } from '@/lib/db/reviews/list-reviews'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices()

const by = 'ann@example.com'

describe('addReviews', () => {
  it('leaves each with what is not said anew', async () => {
    const say = addReviews
    const given = { kind: 'device', mark: null, note: '', by } as const
    await say({ ...given, subjects: ['one', 'two'], assignee: 'ben@example.com' })
    await say({ ...given, subjects: ['one'], mark: 'suspicious' })
    expect([...(await findMarks('device', ['one', 'two', 'three']))]).toEqual([
      ['one', { mark: 'suspicious', assignee: 'ben@example.com' }],
      ['two', { mark: null, assignee: 'ben@example.com' }],
    ])
    await say({ ...given, subjects: ['one', 'two', 'one'], note: 'over', assignee: null })
    expect([...(await findMarks('device', ['one', 'two']))]).toEqual([
      ['one', { mark: 'suspicious', assignee: null }],
      ['two', { mark: null, assignee: null }],
    ])
    expect((await listReviews('device', 'one')).map(({ note }) => note)).toEqual(['over', '', ''])
  })

  it('tells the kinds apart', async () => {
    await addReviews({ kind: 'ip', subjects: ['same'], mark: 'expected', note: '', by })
    expect(await listReviews('user', 'same')).toEqual([])
    expect(await findMarks('device', ['same'])).toEqual(new Map())
    expect(await listReviews('ip', 'same')).toMatchObject([
      { mark: 'expected', by, assignee: null },
    ])
  })

  it('takes no more than 500 at once', async () => {
    const subjects = Array.from({ length: 501 }, (_, at) => `many-${at}`)
    const all = addReviews({ kind: 'user', subjects, mark: 'expected', note: '', by })
    await expect(all).rejects.toThrow('Too many')
    expect(await findMarks('user', subjects)).toEqual(new Map())
  })
})

describe('a console of the version before', () => {
  it('goes on reading and adding marks of devices', async () => {
    const given = { subjects: ['rolled'], note: '', by }
    await addReviews({ ...given, kind: 'device', mark: null, assignee: by })
    await addReviews({ ...given, kind: 'ip', mark: 'expected' })
    await services.query(
      `INSERT INTO device_reviews (token, mark, note, reviewed_by) VALUES ('rolled', 'suspicious', 'old', $1)`,
      [by],
    )
    const seen = await services.query(
      `SELECT mark::text, note FROM device_reviews WHERE token = 'rolled'`,
    )
    expect(seen, 'an assignment alone is no mark').toEqual([{ mark: 'suspicious', note: 'old' }])
    expect(await listReviews('device', 'rolled')).toMatchObject([{ note: 'old' }, { mark: null }])
    await services.query(`UPDATE device_reviews SET token = 'renamed' WHERE token = 'rolled'`)
    expect(await listReviews('device', 'renamed')).toMatchObject([{ note: 'old' }])
  })
})

describe('findSubjects', () => {
  it('finds what logins have, and never an original', async () => {
    const [device, ip] = [token('device', 1), token('ip', 1)]
    await store(await makeRun(), [
      maskedLogin({ userId: 'ann', maskedDeviceId: device, maskedIp: ip }),
      maskedLogin({ userId: 'ben', maskedDeviceId: device, maskedIp: '203.0.113.7' }),
    ])
    expect(await findSubjects('device', [device, device, token('device', 2)])).toEqual([device])
    expect(await findSubjects('ip', [ip, '203.0.113.7'])).toEqual([ip])
    expect((await findSubjects('user', ['ann', 'ben', 'cleo'])).toSorted()).toEqual(['ann', 'ben'])
  })
})
