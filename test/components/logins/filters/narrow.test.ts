import { describe, expect, it } from 'vitest'
import {
  excluding,
  filterValue,
  including,
  leavingOut,
  toggling,
  turnedRound,
} from '@/components/logins/filters/narrow'
import { narrowed } from '@/components/logins/logins-href'
import type { LoginRow } from '@/lib/model/login'
import { loginField } from '@/lib/model/login-field-list'
import { type LoginsQuery, parseLoginsQuery } from '@/lib/model/query/logins-query'
import { MAX_VALUES } from '@/lib/model/query/parts/filter-parts'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'

const query = (search: string) => parseLoginsQuery(new URLSearchParams(search)).query
const changed = (search: string, change: (query: LoginsQuery) => Partial<LoginsQuery> | null) =>
  narrowed(query(search), change(query(search)) ?? {}).replace('/logins?', '')

describe('narrowing a query', () => {
  it('asks for one value in place of what was asked of its field, and keeps the other chips', () => {
    expect(changed('range=24h&user_id_starts=ab', () => including('user_id', ['abc']))).toBe(
      'range=24h&user_id=abc',
    )
    expect(changed('app_version_from=1&locale=DE', () => including('app_version', [null]))).toBe(
      'locale=DE&app_version=',
    )
  })

  it('leaves another value out, once, and asks for it no more', () => {
    expect(changed('locale_not=DE', (one) => excluding(one, 'locale', null))).toBe(
      'locale_not=DE&locale_not=',
    )
    expect(changed('locale_not=DE', (one) => excluding(one, 'locale', 'DE'))).toBe('locale_not=DE')
    expect(changed('locale=DE&locale=US', (one) => excluding(one, 'locale', 'DE'))).toBe(
      'locale=US&locale_not=DE',
    )
  })

  it('leaves out no more than a link can hold', () => {
    const full = query(Array.from({ length: 20 }, (_, at) => `locale_not=L${at}`).join('&'))
    expect(excluding(full, 'locale', 'DE')).toBeNull()
    expect(excluding(full, 'locale', 'L3')).not.toBeNull()
  })

  it('turns what is asked for into what is left out, and back', () => {
    expect(changed('locale=DE&locale=', (one) => turnedRound(one, 'locale'))).toBe(
      'locale_not=DE&locale_not=',
    )
    expect(changed('locale_not=&locale_not=DE', (one) => turnedRound(one, 'locale'))).toBe(
      'locale=&locale=DE',
    )
    expect(turnedRound(query('user_id_starts=a'), 'user_id')).toBeNull()
    expect(turnedRound(query('app_version_from=1'), 'app_version')).toBeNull()
    expect(turnedRound(query('locale=DE&locale_not=US'), 'locale')).toBeNull()
  })

  it('knows a version by any of its spellings', () => {
    const to = (value: string) => (one: LoginsQuery) => toggling(one, 'app_version', value)
    expect(changed('app_version=6.02&app_version=1', to('6.2.0'))).toBe('app_version=1')
    expect(changed('app_version_not=6.02', to('6.2'))).toBe('view=all')
  })

  it('adds values and takes them off, one that was left out first', () => {
    expect(changed('locale=DE', (one) => toggling(one, 'locale', 'US'))).toBe('locale=DE&locale=US')
    expect(changed('locale=DE&locale=US', (one) => toggling(one, 'locale', 'US'))).toBe('locale=DE')
    expect(changed('locale_not=DE', (one) => toggling(one, 'locale', 'DE'))).toBe('view=all')
    expect(changed('ip=', () => leavingOut('ip', [null]))).toBe('ip_not=')
  })

  it('names no more values than are read back', () => {
    const many = Array.from({ length: MAX_VALUES + 5 }, (_, at) => `l${at}`)
    const most = many.slice(0, MAX_VALUES)
    expect(including('locale', many)).toMatchObject({ locale: most })
    expect(leavingOut('locale', many)).toMatchObject({ locale_not: most })
    expect(toggling({ ...query(''), locale: most }, 'locale', 'DE')).toEqual({ locale: most })
    expect(excluding({ ...query(''), locale_not: most }, 'locale', 'DE')).toBeNull()
  })
})

describe('what a cell is filtered by', () => {
  const login = (row: Partial<LoginRow>) => row as LoginRow

  it('is its version as written, or its number where that is another', () => {
    const field = loginField('app_version')
    const value = (row: Partial<LoginRow>) => filterValue(login(row), field)
    expect(value({ appVersion: 60_200, appVersionText: '6.02' })).toBe('6.02')
    expect(value({ appVersion: 20_300, appVersionText: null })).toBe('2.3.0')
    expect(value({ appVersion: null, appVersionText: null })).toBeNull()
  })

  it('is none where the login has none, and nothing where it is hidden or a time', () => {
    expect(filterValue(login({ locale: null }), loginField('locale'))).toBeNull()
    const hidden = login({ maskedIp: HIDDEN_ORIGINAL })
    expect(filterValue(hidden, loginField('ip'))).toBeUndefined()
    expect(filterValue(login({ sentAt: 'x' }), loginField('sent_at'))).toBeUndefined()
    expect(filterValue(login({ messageId: 'x' }), loginField('message_id'))).toBeUndefined()
  })
})
