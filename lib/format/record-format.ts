/** How rows are written into a file: one JSON object a line, or CSV. */
export const RECORD_FORMATS = ['ndjson', 'csv'] as const

export type RecordFormat = (typeof RECORD_FORMATS)[number]

export const CONTENT_TYPES: Record<RecordFormat, string> = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
}
