/** Rows of a list in the order asked for, with the cursors of the pages before and after. */
export type Page<Row> = {
  rows: Row[]
  /** Null at the beginning of the list. */
  previous: string | null
  /** Null at its end. */
  next: string | null
}
