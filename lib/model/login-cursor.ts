import { type KeyColumn, readCursor } from '@/lib/model/cursor'

/** What logins are sorted by; ties are ordered by time, then by id. */
export type LoginSort = 'time' | 'user' | 'version'

const TIME_AND_ID: readonly KeyColumn[] = [{ type: 'time' }, { type: 'bigint' }]

/** The columns that each order goes by. Logins without a user or a version come last. */
export const LOGIN_KEYS: Record<LoginSort, readonly KeyColumn[]> = {
  time: TIME_AND_ID,
  user: [{ type: 'text', nulls: true }, ...TIME_AND_ID],
  version: [{ type: 'int', nulls: true }, ...TIME_AND_ID],
}

/** Whether text is a cursor of the logins in one of these orders. */
export function isLoginCursor(text: string, sorts: readonly LoginSort[]): boolean {
  return sorts.some((sort) => readCursor(text, LOGIN_KEYS[sort]) !== null)
}
