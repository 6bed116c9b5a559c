import { RECORD_FORMATS, type RecordFormat } from '@/lib/format/record-format'

const MEDIA_TYPES: Record<RecordFormat, readonly string[]> = {
  ndjson: ['application/x-ndjson', 'application/ndjson', 'application/jsonl'],
  csv: ['text/csv'],
}

/** Those that take any of several; where they take both formats, it is the first one. */
const WILDCARDS: Record<string, RecordFormat> = {
  '*/*': 'ndjson',
  'application/*': 'ndjson',
  'text/*': 'csv',
}

/**
 * The format that an Accept header asks for: NDJSON where it takes anything, null where it takes neither.
 * What names a format comes before what takes any.
 */
export function chooseFormat(accept: string | null): RecordFormat | null {
  if (accept === null || accept.trim() === '') return 'ndjson'
  const ranges = accept
    .split(',')
    .map(readRange)
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
  const named = ranges.flatMap(({ type }) =>
    RECORD_FORMATS.filter((format) => MEDIA_TYPES[format].includes(type)),
  )
  const any = ranges.flatMap(({ type }) => WILDCARDS[type] ?? [])
  return named[0] ?? any[0] ?? null
}

function readRange(range: string): { type: string; quality: number } {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  return { type, quality: quality === undefined ? 1 : Number(quality) || 0 }
}
