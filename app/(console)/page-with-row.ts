type Rows = { rows: readonly { id: string }[] }

/** The row that a link names, and the cursor of the page that begins with it. */
export type LinkedRow = { id: string; cursor: string }

/**
 * The page of a list that was asked for; where it is the first and lacks the row that a link names, the
 * page that begins with that row, if the list has it.
 * @returns the page, and the cursor that it was read from.
 */
export async function pageWithRow<Page extends Rows>(
  asked: { at: string | undefined; row: LinkedRow | null },
  read: (at: string | undefined) => Promise<Page>,
): Promise<{ page: Page; at: string | undefined }> {
  const { at, row } = asked
  const page = await read(at)
  if (row === null || at !== undefined || holds(page, row)) return { page, at }
  const other = await read(row.cursor)
  return holds(other, row) ? { page: other, at: row.cursor } : { page, at }
}

/**
 * A row that a link names though its list leaves it out; null where the page has it, or nobody does.
 * @param readAll the list without its filters.
 */
export async function rowElsewhere<Row extends { id: string }>(
  page: Rows,
  row: LinkedRow | null,
  readAll: (at: string) => Promise<{ rows: readonly Row[] }>,
): Promise<Row | null> {
  if (row === null || holds(page, row)) return null
  const [first] = (await readAll(row.cursor)).rows
  return first?.id === row.id ? first : null
}

function holds({ rows }: Rows, { id }: { id: string }): boolean {
  return rows.some((row) => row.id === id)
}
