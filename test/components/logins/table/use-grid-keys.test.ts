import { expect, it } from 'vitest'
import { columnAfter } from '@/components/logins/table/use-grid-keys'

const COLUMNS = ['sent_at', 'user_id', 'ip']

it.each([
  [null, 1, 'sent_at'],
  [null, -1, null],
  ['sent_at', -1, null],
  ['sent_at', 1, 'user_id'],
  ['ip', 1, 'ip'],
  ['hidden since', 1, 'sent_at'],
] as const)('walks from the cell %s by %i to %s', (from, step, to) => {
  expect(columnAfter(COLUMNS, from, step)).toBe(to)
})
