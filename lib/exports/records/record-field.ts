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
