import { describe, expect, it } from 'vitest'
import { auditQuery } from '@/lib/model/query/audit-query'
import { batchesQuery } from '@/lib/model/query/batches-query'
import { type BrokenPart, defineQuery, type QuerySource } from '@/lib/model/query/define-query'
import { parseLoginsQuery } from '@/lib/model/query/logins-query'
import { rejectedQuery } from '@/lib/model/query/rejected-query'
import { runsQuery } from '@/lib/model/query/runs-query'
import { sharedQuery } from '@/lib/model/query/shared-query'

const LENGTH = 100_000

/** Texts that make a pattern with two ways to read them try all of them. */
const TEXTS = [':', '1', 'a', '.', '-', ' ', '1.', 'a:', '00:', '\u{1F600}', '[', '%', '\\']
  .flatMap((part) => [part, `${part}x`])
  .map(
    (part) =>
      part.slice(0, -1).repeat(LENGTH) + part.slice(-1).repeat(part.length > 1 ? 1 : LENGTH),
  )

const QUERIES: Record<string, [names: string[], (source: QuerySource) => BrokenPart[]]> = {
  logins: [
    [
      ...['from', 'to', 'range', 'app_version', 'app_version_from', 'app_version_to', 'run_id'],
      ...['user_id', 'device_id', 'ip', 'device_type', 'locale', 'sort', 'order', 'at', 'row'],
    ],
    (source) => parseLoginsQuery(source).brokenParts,
  ],
  audit: [
    ['person', 'kind', 'outcome', 'token', 'range', 'from', 'to', 'at', 'row'],
    (source) => auditQuery.parse(source).brokenParts,
  ],
  shared: [
    ['users', 'active', 'since', 'mark', 'sort', 'order', 'at'],
    (source) => sharedQuery.parse(source).brokenParts,
  ],
  rejected: [['run', 'at', 'row'], (source) => rejectedQuery.parse(source).brokenParts],
  runs: [
    ['state', 'range', 'from', 'to', 'by', 'at'],
    (source) => runsQuery.parse(source).brokenParts,
  ],
  batches: [['at'], (source) => batchesQuery.parse(source).brokenParts],
}

describe.each(Object.entries(QUERIES))('the URL of %s', (_, [names, parse]) => {
  it.each(names)('refuses a long %s by its length', (name) => {
    for (const text of TEXTS) {
      expect(parse({ [name]: text })).toEqual([
        expect.objectContaining({ name, problem: 'is too long' }),
      ])
    }
  })
})

it('does not show what is too long to a schema', () => {
  let asked = 0
  const schema = {
    safeParse() {
      asked += 1
      return { success: true, data: '' }
    },
  }
  const query = defineQuery({ a: { schema: schema as never, label: 'a', isList: true } })
  expect(query.parse({ a: ['short', 'x'.repeat(LENGTH)] }).brokenParts).toHaveLength(1)
  expect(asked).toBe(0)
})

it.each([
  ...['203.0.113.7', '2001:db8::1', '[2001:db8::1]', '::1', 'fe80::1%eth0', '111-22-3333'],
  ...['::ffff:203.0.113.7', ' 203.0.113.7 ', '::', '1:2:3:4:5:6:7:8'],
])('takes %j for an original, which is not looked for', (ip) => {
  expect(parseLoginsQuery({ ip }).brokenParts).toHaveLength(1)
})

it.each(['ip1_0a1b2c_00000000000000000000000000000000', '12:30', '1.2.3', 'abc', '593-475-928'])(
  'takes %j for none',
  (ip) => expect(parseLoginsQuery({ ip }).brokenParts).toEqual([]),
)
