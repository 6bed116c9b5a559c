import { expect, it } from 'vitest'
import { Groups } from '@/components/logins/groups/group-pane'
import type { LoginGroups } from '@/lib/db/logins/explore/group-logins'
import { parseLoginsQuery } from '@/lib/model/query/logins-query'
import { renderedText } from '@/test/support/render'

const found: LoginGroups = {
  groups: [{ value: 'DE', logins: 1_200 }],
  others: { values: 0, logins: 0 },
  searched: null,
  completeFromMs: null,
}
const { query } = parseLoginsQuery(new URLSearchParams())
const shown = (change: Partial<LoginGroups>) =>
  renderedText(<Groups found={{ ...found, ...change }} by="locale" query={query} text="" />)

it('says above the groups that only the newest logins were looked at', () => {
  expect(shown({ searched: 2_500 })).toMatch(/^Among the newest 2,500 logins .* DE 1,200/)
  const completeFromMs = Date.parse('2026-11-21T12:00:00Z')
  expect(shown({ completeFromMs })).toMatch(/^Not every login before Nov 21 .* DE 1,200/)
})

it('says below the groups what is left out of them, or that nothing is', () => {
  expect(shown({ others: { values: 3, logins: 40 } })).toMatch(/3 other values: 40 logins\.$/)
  expect(shown({})).toMatch(/^Logins by locale.*All logins are counted\.$/)
  expect(shown({ searched: 2_500 })).not.toContain('All logins')
})
