import { expect, it } from 'vitest'
import { chooseFormat } from '@/app/api/v1/choose-format'

it.each([
  [null, 'ndjson'],
  ['', 'ndjson'],
  ['*/*', 'ndjson'],
  ['text/csv', 'csv'],
  ['text/csv, */*', 'csv'],
  ['text/csv;q=0.5, application/x-ndjson', 'ndjson'],
  ['application/jsonl;q=0.2, TEXT/CSV; q=0.9', 'csv'],
  ['text/*', 'csv'],
  ['text/html,application/xhtml+xml,*/*;q=0.8', 'ndjson'],
  ['text/csv;q=0', null],
  ['application/json', null],
  ['nonsense;;q=x', null],
])('answers %s with %s', (accept, format) => {
  expect(chooseFormat(accept)).toBe(format)
})
