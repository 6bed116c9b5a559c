/** A column of an exported file, and a property of what the API answers with. */
export type RecordField<Row> = {
  name: string
  type: 'text' | 'texts' | 'integer' | 'number' | 'boolean' | 'time' | 'day'
  /** A phrase about it, for the documentation of the API. */
  about: string
  isNullable?: boolean
  /** All that it can be. */
  values?: readonly string[]
  value: (row: Row) => RecordValue
}

type RecordValue = string | number | boolean | null | readonly string[]

export const RECORD_FORMATS = ['ndjson', 'csv'] as const

export type RecordFormat = (typeof RECORD_FORMATS)[number]

export const CONTENT_TYPES: Record<RecordFormat, string> = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
}
