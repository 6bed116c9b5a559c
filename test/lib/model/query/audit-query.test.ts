import { expect, it } from 'vitest'
import { auditHref, auditQuery, isAuditFiltered } from '@/lib/model/query/audit-query'

const TOKEN = 'ip1_ada45f_3fc83f12051d2ceae876772a77fcc023'

it('reads each part of the audit log’s URL', () => {
  const search = {
    person: 'ann@example.com',
    kind: 'copy',
    outcome: 'done',
    token: TOKEN,
    from: '2026-11-01T09:00:00.000Z',
    to: '2026-11-02T09:00:00.000Z',
    at: 'n.1795255200123.12',
    row: '7',
  }
  expect(auditQuery.parse(search)).toEqual({ query: search, brokenParts: [] })
})

it.each([
  [{ person: '' }, 'is empty'],
  [{ person: 'a\0' }, 'is not plain text'],
  [{ kind: 'peek' }, 'is not a known value'],
  [{ token: '203.0.113.135' }, 'is not a token'],
  [{ from: '1969-12-31' }, 'is not a time'],
  [{ from: '2026-02-30' }, 'is not a time'],
  [{ to: 'yesterday' }, 'is not a time'],
  [{ range: 'tomorrow' }, 'is not a known value'],
  [{ row: '0' }, 'is not a row'],
  [{ at: 'n.12' }, 'is not valid'],
  [{ ticket: '' }, 'is empty'],
  [{ text: 'of 203.0.113.9' }, 'is not looked for: it may be an original'],
  [{ ticket: '111-22-3333' }, 'is not looked for: it may be an original'],
])('says of %j that it %s', (search, problem) => {
  const { query, brokenParts } = auditQuery.parse(search)
  expect(query).toEqual({})
  expect(brokenParts.map((part) => part.problem)).toEqual([problem])
})

it('reads the days of older links as the days of UTC that they were, both included', () => {
  expect(auditQuery.parse({ from: '2026-11-01', to: '2026-11-02' })).toEqual({
    query: { from: '2026-11-01T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' },
    brokenParts: [],
  })
})

it('narrows a log from its first page on', () => {
  const query = { kind: 'copy', at: 'n.1795255200123.12' } as const
  expect(auditHref(query, { outcome: 'done' })).toBe('/audit?kind=copy&outcome=done')
  expect(auditHref(query, { kind: undefined })).toBe('/audit')
  expect(auditHref({ ...query, row: '7' }, { kind: undefined })).toBe('/audit')
  expect(auditHref(query, { at: 'p.3' })).toBe('/audit?kind=copy&at=p.3')
})

it('counts no place in the log as a filter', () => {
  expect(isAuditFiltered({ at: 'n.1795255200123.12', row: '7' })).toBe(false)
  expect(isAuditFiltered({ person: 'ann@example.com' })).toBe(true)
})
