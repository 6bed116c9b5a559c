import type { Page } from '@/lib/model/query/page'

/** An answer lies in memory until it is written: the way on stands in its header. */
const MAX_CHARACTERS = 8_000_000
/** A page that is not full by then is answered as it is; reading goes on from where it stopped. */
const READ_MS = 15_000

type Wanted<Row> = {
  cursor: string | null
  limit: number
  /** How many rows are read at a time. */
  stepRows: number
  readPage: (at: {
    cursor: string | null
    limit: number
  }) => Promise<Pick<Page<Row>, 'rows' | 'next'>>
  write: (row: Row) => string
  /** A test may say less. */
  readMs?: number
  maxCharacters?: number
}

export type CollectedPage = {
  chunks: string[]
  rows: number
  /** Null at the end of the collection. */
  next: string | null
}

/**
 * Reads so many rows in steps, each a bounded search: however unlucky a filter, no statement takes long,
 * and an answer comes in time, with the place where it stopped.
 */
export async function collectPage<Row>(wanted: Wanted<Row>): Promise<CollectedPage> {
  const { limit, stepRows, readPage, write } = wanted
  const { readMs = READ_MS, maxCharacters = MAX_CHARACTERS } = wanted
  const endsAtMs = performance.now() + readMs
  const chunks: string[] = []
  let [rows, characters, cursor] = [0, 0, wanted.cursor]
  do {
    const page = await readPage({ cursor, limit: Math.min(stepRows, limit - rows) })
    const chunk = page.rows.map(write).join('')
    if (chunk !== '') chunks.push(chunk)
    rows += page.rows.length
    characters += chunk.length
    cursor = page.next
  } while (
    cursor !== null &&
    rows < limit &&
    characters < maxCharacters &&
    performance.now() < endsAtMs
  )
  return { chunks, rows, next: cursor }
}
