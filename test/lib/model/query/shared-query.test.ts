import { describe, expect, it } from 'vitest'
import { writeCursor } from '@/lib/model/query/cursor'
import { sharedQuery } from '@/lib/model/query/shared-query'

const at = (value: bigint) => writeCursor({ towards: 'next', place: [value, 'dv1_ada45f_00'] })

describe('the URL of shared devices and IPs', () => {
  it('asks for what two users share, most users first', () => {
    expect(sharedQuery.parse({}).query).toEqual({ users: 2, sort: 'users', order: 'desc' })
  })

  it('takes a place in its own order', () => {
    const search = { sort: 'lastSeen', at: at(1_764_000_000_000n) }
    expect(sharedQuery.parse(search)).toMatchObject({ query: search, brokenParts: [] })
  })

  it.each([
    ['3fc83f12…', '3fc83f12'],
    [' dv1_ada45f_3102c6d4', 'dv1_ada45f_3102c6d4'],
    ['ip1_erased_00ff', 'ip1_erased_00ff'],
  ])('takes %j for the beginning of a token', (token, taken) => {
    expect(sharedQuery.parse({ token })).toMatchObject({ query: { token: taken }, brokenParts: [] })
  })

  it.each(['203.0.113.7', '314-15-9265', '2001:db8::7', '3fc', 'dv1_', 'MjAz', 'x'.repeat(44)])(
    'takes no %j for one',
    (token) => {
      const { query, brokenParts } = sharedQuery.parse({ token })
      expect(query).not.toHaveProperty('token')
      expect(JSON.stringify(brokenParts)).not.toContain(token)
    },
  )

  it.each([
    [{ users: '1' }, 'users'],
    [{ users: '1234567' }, 'users'],
    [{ active: '0' }, 'active'],
    [{ since: 'tuesday' }, 'since'],
    [{ active: '7', since: '2026-11-19T14:30:00Z' }, 'active'],
    [{ recent: '3' }, 'recent'],
    [{ new: '0' }, 'new'],
    [{ mark: 'bad' }, 'mark'],
    [{ sort: 'token' }, 'sort'],
    [{ at: 'n.3.dv1_ada45f_00' }, 'at'],
    [{ sort: 'lastSeen', at: at(10n ** 15n) }, 'at'],
    [{ sort: 'firstSeen', at: at(10n ** 15n) }, 'at'],
  ])('falls back from %j', (search, name) => {
    const { query, brokenParts } = sharedQuery.parse(search)
    expect(brokenParts.map((part) => part.name)).toEqual([name])
    expect(query).not.toHaveProperty('at')
  })
})
