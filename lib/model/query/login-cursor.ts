import { type KeyWith, LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import { type KeyColumn, readCursor } from '@/lib/model/query/cursor'

/** What logins are sorted by; ties are ordered by time, then by id. */
export type LoginSort = KeyWith<{ sort: object }>

const SORTABLE = LOGIN_FIELD_LIST.filter((field) => field.sort !== undefined)

export const LOGIN_SORTS = SORTABLE.map(({ key }) => key as LoginSort)

const TIME_AND_ID: readonly KeyColumn[] = [{ type: 'time' }, { type: 'bigint' }]

/** The columns that each order goes by. Logins without a value come last; those without a risk are left out. */
export const LOGIN_KEYS = Object.fromEntries(
  SORTABLE.map(({ key, type, isJudged }) => {
    if (key === 'sent_at') return [key, TIME_AND_ID]
    return [key, [{ type: type === 'int' ? 'int' : 'text', nulls: !isJudged }, ...TIME_AND_ID]]
  }),
) as Record<LoginSort, readonly KeyColumn[]>

/** Whether text is a cursor of the logins in one of these orders. */
export function isLoginCursor(text: string, sorts: readonly LoginSort[]): boolean {
  return sorts.some((sort) => readCursor(text, LOGIN_KEYS[sort]) !== null)
}
