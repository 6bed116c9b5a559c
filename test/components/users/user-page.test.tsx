import { describe, expect, it } from 'vitest'
import { UserShared } from '@/components/users/user-shared'
import { UserVerbs } from '@/components/users/user-verbs'
import { UserVersions } from '@/components/users/user-versions'
import type { FoundUser } from '@/lib/db/users/find-user'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import { renderedText } from '@/test/support/render'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const [FIRST, LAST] = ['2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z']
const seen = { logins: 3, firstSeen: FIRST, lastSeen: LAST }
const user: FoundUser = {
  id: 'ann',
  logins: { count: 10_000, isExact: false },
  firstSeen: FIRST,
  lastSeen: LAST,
  mark: null,
  counts: { device: { count: 2, isExact: true }, ip: { count: 0, isExact: false } },
  device: [
    { ...seen, value: `dv1_ada45f_${'1'.repeat(32)}`, others: 2, mark: 'suspicious' },
    { ...seen, value: HIDDEN_ORIGINAL, others: 0, mark: null },
  ],
  ip: [],
  locales: [],
  versions: [],
  searched: { logins: 2_500, since: FIRST },
}

describe('the devices of a user', () => {
  it('are listed with how many others have each, and how far back was looked', () => {
    const text = renderedText(<UserShared kind="device" user={user} />, { nowMs })
    expect(text).toContain('11111111…')
    expect(text).toContain('3 2 Nov 20 08:00:00 Nov 20 09:00:00 suspicious')
    expect(text).toContain('original, hidden 3 none')
    expect(text).toContain('Of the newest 2,500 logins, back to Nov 20 08:00:00.')
  })
})

describe('the versions of a user', () => {
  it('mark a downgrade by a word', () => {
    const change = { at: LAST, device: null, before: '2.0', after: '1.5', isDowngrade: true }
    const history = { changes: [change], changed: 60, downgrades: 7 }
    const text = renderedText(<UserVersions user={user} history={history} />, { nowMs })
    expect(text).toContain('60 changes, 7 downgrades; the newest 1 are listed.')
    expect(text).toContain('Nov 20 09:00:00 2.0 1.5 downgrade none')
  })

  it('are said not to have changed where none did', () => {
    const history = { changes: [], changed: 0, downgrades: 0 }
    const text = renderedText(<UserVersions user={user} history={history} />, { nowMs })
    expect(text).toContain('No device of this user changed its version.')
  })
})

it('offers an operator no way to originals, nor to an erasure', () => {
  expect(renderedText(<UserVerbs user={user} />)).toBe('')
})
