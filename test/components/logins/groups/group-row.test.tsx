import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { FilterChip } from '@/components/logins/filters/filter-chip'
import { FILTER_FIELDS } from '@/components/logins/filters/filter-fields'
import { GroupRow } from '@/components/logins/groups/group-row'
import { parseLoginsQuery } from '@/lib/model/query/logins-query'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import { renderedText } from '@/test/support/render'

const nothing = () => undefined

const row = (value: string | null, change = {}) =>
  renderToStaticMarkup(
    <table>
      <tbody>
        <GroupRow
          value={value}
          logins={1_234}
          by="ip"
          share={1}
          isOn={false}
          isOut={false}
          onToggle={nothing}
          onLeaveOut={nothing}
          {...change}
        />
      </tbody>
    </table>,
  )

it('offers to take a value in again that is left out, and nothing for one that is hidden', () => {
  expect(row(null)).toContain('aria-label="Leave out none"')
  expect(row(null, { isOut: true })).toContain('aria-label="Include none again"')
  expect(row(HIDDEN_ORIGINAL)).not.toContain('<button type="button" aria-pressed')
  expect(row(HIDDEN_ORIGINAL)).not.toContain('Leave out')
})

const chip = (search: string) => {
  const { query } = parseLoginsQuery(new URLSearchParams(search))
  const [name] = search.split(/_not|_starts|_from|=/)
  const field = FILTER_FIELDS.find(({ key }) => key === name)
  if (field === undefined) throw new Error(search)
  return renderedText(
    <FilterChip field={field} query={query} open={false} onOpenChange={nothing}>
      {null}
    </FilterChip>,
  )
}

it.each([
  ['locale=DE', 'locale is DE'],
  ['locale_not=', 'locale is not none'],
  ['locale_not=&locale_not=DE', 'locale is not none, DE'],
  ['user_id_starts=ab', 'user starts with ab'],
  ['user_id_starts=ab&user_id_not=abc', 'user starts with ab but not abc'],
  ['user_id=a&user_id=b&user_id=c&user_id=d&user_id=e', 'user is a, b, c, 2 more'],
  ['app_version_from=1&app_version_not=2', 'version 1 and later but not 2'],
  ['run_id=', 'run is none'],
])('says plainly of %s: %s', (search, words) => {
  expect(chip(search)).toBe(words)
})
