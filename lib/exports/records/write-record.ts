import type { RecordField } from '@/lib/exports/records/record-field'
import { csvRecord } from '@/lib/format/csv'
import type { RecordFormat } from '@/lib/format/record-format'

/** What a file begins with: the names of a CSV file's columns; NDJSON has no beginning. */
export function headOf<Row>(fields: readonly RecordField<Row>[], format: RecordFormat): string {
  return format === 'csv' ? csvRecord(fields.map(({ name }) => name)) : ''
}

/** One row, with its line end. Several texts are one field of a CSV file, with spaces between them. */
export function writeRecord<Row>(
  fields: readonly RecordField<Row>[],
  row: Row,
  format: RecordFormat,
): string {
  if (format === 'csv') return csvRecord(fields.map((field) => flat(field.value(row))))
  return `${JSON.stringify(Object.fromEntries(fields.map(({ name, value }) => [name, value(row)])))}\n`
}

function flat(value: ReturnType<RecordField<never>['value']>): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  return typeof value === 'boolean' ? String(value) : value.join(' ')
}
