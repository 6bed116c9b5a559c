import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { RelatedLogins } from '@/components/logins/inspector/related-logins'
import type { Related } from '@/components/logins/inspector/use-related'
import { LoginsTable } from '@/components/logins/table/logins-table'
import type { LoginRow } from '@/lib/model/login'
import { loginField } from '@/lib/model/login-field-list'
import { parseLoginsQuery } from '@/lib/model/query/logins-query'
import { renderedText } from '@/test/support/render'

const count = { count: 100, isExact: true }
const related: Related = {
  state: 'ready',
  answer: {
    login: {} as LoginRow,
    related: { user_id: count, ip: count, device_id: count },
    beside: { device: null, ip: null },
    userMark: null,
  },
}
const queryOf = (search: string) => parseLoginsQuery(new URLSearchParams(search)).query
const links = (search: string) => (
  <RelatedLogins
    field={loginField('user_id')}
    value="user-1"
    related={related}
    query={queryOf(search)}
  />
)

it('leads to all other logins of a value where nothing else is asked for', () => {
  expect(renderedText(links('user_id=user-1&row=1.1'))).toBe('99 other logins')
  expect(renderToStaticMarkup(links(''))).toContain('href="/logins?user_id=user-1"')
})

it('keeps the other filters, says so, and leads to all as well', () => {
  const search = 'range=24h&locale_not=&user_id_starts=u'
  expect(renderedText(links(search))).toBe('others within 2 other filters · 99 other logins in all')
  const html = renderToStaticMarkup(links(search))
  expect(html).toContain('href="/logins?range=24h&amp;locale_not=&amp;user_id=user-1"')
  expect(html).toContain('href="/logins?user_id=user-1"')
})

it('draws the cells of a row as places of their own, with no tools until one is pointed at', () => {
  const login = {
    id: '7',
    sentAt: '2026-11-21T10:00:00.000Z',
    userId: 'user-1',
    locale: null,
    deviceType: 'ios',
    maskedIp: null,
    maskedDeviceId: null,
  } as LoginRow
  const page = (
    <LoginsTable
      page=""
      isLive={false}
      logins={[login]}
      query={queryOf('')}
      look={{ density: 'normal', order: [], hidden: [], widths: {} }}
      onLook={() => undefined}
      inspected={null}
      onInspect={() => undefined}
      startsAt={null}
      selection={{}}
      onSelection={() => undefined}
    />
  )
  const text = renderedText(page)
  expect(text).toContain('user-1')
  expect(text).not.toContain('Copy')
})
