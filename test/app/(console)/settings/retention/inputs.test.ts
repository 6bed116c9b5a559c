import { expect, it } from 'vitest'
import { RETENTION_SETTING } from '@/app/(console)/settings/retention/inputs'

it('takes a month at least, or everything, of what there is', () => {
  const may = (input: unknown) => RETENTION_SETTING.safeParse(input).success
  expect(may({ kind: 'logins', keepMonths: 1 })).toBe(true)
  expect(may({ kind: 'batches', keepMonths: null })).toBe(true)
  for (const keepMonths of [0, -1, 1.5, 1_201, '3', undefined]) {
    expect([keepMonths, may({ kind: 'logins', keepMonths })]).toEqual([keepMonths, false])
  }
  expect(may({ kind: 'reveal_log', keepMonths: 1 })).toBe(false)
})
