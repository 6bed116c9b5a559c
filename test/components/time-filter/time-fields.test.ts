import { expect, it } from 'vitest'
import { expressionOf, fieldsOf } from '@/components/time-filter/time-fields'

const context = { nowMs: Date.parse('2026-11-26T14:30:00Z'), timeZone: 'Europe/Berlin' }
const NONE = { fromDay: '', fromTime: '', toDay: '', toTime: '' }

it('shows a choice in its zone', () => {
  const choice = { from: '2026-11-17T13:00:00.000Z', to: '2026-11-17T23:00:05.000Z' }
  expect(fieldsOf(choice, context)).toEqual({
    fromDay: '2026-11-17',
    fromTime: '14:00',
    toDay: '2026-11-18',
    toTime: '00:00:05',
  })
  expect(fieldsOf({}, context)).toEqual(NONE)
})

it.each([
  [{}, ''],
  [{ fromDay: '2026-11-17' }, 'since 2026-11-17'],
  [{ toDay: '2026-11-17', toTime: '14:00' }, 'until 2026-11-17 14:00'],
  [
    { fromDay: '2026-11-17', fromTime: '14:00 ', toDay: '2026-11-18' },
    '2026-11-17 14:00 - 2026-11-18',
  ],
])('writes %j as %j', (fields, text) => expect(expressionOf({ ...NONE, ...fields })).toBe(text))
