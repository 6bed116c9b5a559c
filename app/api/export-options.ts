import { z } from 'zod'
import { RECORD_FORMATS } from '@/lib/format/record-format'

/** What a page says of an export beside its filters. */
const options = z.object({
  /** What the page asks for the progress by. */
  export: z.uuid().optional(),
  format: z.enum(RECORD_FORMATS).default('csv'),
})

/** Reads them from a URL; null where they are not understood. */
export function exportOptions(searchParams: URLSearchParams) {
  const parsed = options.safeParse(Object.fromEntries(searchParams))
  return parsed.success ? { id: parsed.data.export, format: parsed.data.format } : null
}
