import type { ExportChunk } from '@/lib/db/logins/export-logins'
import type { RecordField } from '@/lib/exports/records/record-field'
import { writeRecord } from '@/lib/exports/records/write-record'
import type { RecordFormat } from '@/lib/format/record-format'

/** Rows as the lines of a file; what it begins with is `exportResponse`'s. */
export async function* exportRecords<Row>(
  fields: readonly RecordField<Row>[],
  found: AsyncGenerator<Row[]>,
  format: RecordFormat,
): AsyncGenerator<ExportChunk, void, undefined> {
  for await (const rows of found) {
    const csv = rows.map((row) => writeRecord(fields, row, format)).join('')
    yield { csv, rows: rows.length }
  }
}
