import { describe, expect, it } from 'vitest'
import { SharedPage } from '@/components/shared-values/shared-page'
import { type SharedQuery, sharedQuery } from '@/lib/model/query/shared-query'
import type { SharedRow } from '@/lib/model/shared/shared-values'
import { renderedText } from '@/test/support/render'

const ROW: SharedRow = {
  token: `dv1_ada45f_3102c6d4${'0'.repeat(24)}`,
  logins: 40,
  users: 1_234,
  recentUsers: null,
  others: 7,
  firstSeen: '2026-11-01T00:00:00.000Z',
  lastSeen: '2026-11-21T00:00:00.000Z',
  mark: null,
  assignee: null,
}

function pageOf(search: string, rows: SharedRow[]) {
  const query: SharedQuery = sharedQuery.parse(new URLSearchParams(search)).query
  const value = {
    page: { rows, previous: null, next: null, isBrokenOff: false },
    count: { count: rows.length, isExact: true },
    folding: { lagMs: 0, failure: null, since: null },
    assignees: ['ben@example.com'],
  }
  return renderedText(
    <SharedPage
      kind="device"
      query={query}
      brokenParts={[]}
      loaded={{ kind: 'loaded', value }}
      onReview={null}
    />,
  )
}

describe('the list of devices', () => {
  it('shows the users of a time beside those ever, only where it has a time', () => {
    const lately = pageOf('active=7&recent=3', [{ ...ROW, recentUsers: 3 }])
    expect(lately).toContain('Users, 7 days Logins')
    expect(lately).toContain('3102c6d4… 1,234 3 40 7')
    expect(lately).toContain('users in that time, at least')
    const ever = pageOf('', [ROW])
    expect(ever).toContain('3102c6d4… 1,234 40 7')
    expect(ever).not.toContain('in that time')
  })

  it('offers what is new and shared by 3 users or more in one click', () => {
    expect(pageOf('', [ROW])).toContain('New, 3+ users')
  })

  it('says where more users were there lately than it counts', () => {
    expect(pageOf('active=7', [{ ...ROW, recentUsers: 1_001 }])).toContain('1,234 1,000+ 40')
  })

  it('shows the mark and who looks after it', () => {
    const reviewed = { ...ROW, mark: 'suspicious', assignee: 'ben@example.com' } as const
    expect(pageOf('', [reviewed])).toContain('suspicious ben@example.com')
    expect(pageOf('', [ROW])).toContain('not yet')
  })

  it.each([
    ['token=abcd', 'Nothing shared starts with this'],
    ['mark=none', 'Ask for any review and any assignee.'],
    ['assignee=me', 'Ask for any review and any assignee.'],
    ['new=7', 'Ask for new and old ones, or for fewer users.'],
    ['users=5', 'Lower the number of users, or widen the time.'],
  ])('says for %s what to loosen where nothing matches', (search, words) => {
    expect(pageOf(search, [])).toContain(`No device matches these filters. ${words}`)
  })
})
