import { z } from 'zod'
import { cursorSchema } from '@/lib/db/keyset'

/** What Next hands a page as its search. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** The number of a run, as it stands in a URL. */
export const runNumber = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .pipe(z.int().max(2_147_483_647))

/** A cursor, parsed beside its text. */
export const cursorParam = z.string().transform((text, context) => {
  const cursor = cursorSchema.safeParse(text)
  if (cursor.success) return cursor.data
  context.addIssue({ code: 'custom', message: 'not a cursor' })
  return z.NEVER
})

/**
 * Parses a URL's search part by part: what is broken falls back to its default and is named, so
 * that a mangled link still shows a page and says what it left out.
 */
export async function parseSearch<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  searchParams: SearchParams,
): Promise<{ search: z.output<z.ZodObject<Shape>>; ignored: string[] }> {
  const given: Record<string, unknown> = { ...(await searchParams) }
  const ignored: string[] = []
  for (let tries = 0; tries <= Object.keys(schema.shape).length; tries += 1) {
    const parsed = schema.safeParse(given)
    if (parsed.success) return { search: parsed.data, ignored }
    for (const name of new Set(parsed.error.issues.map((issue) => String(issue.path[0])))) {
      ignored.push(name)
      delete given[name]
    }
  }
  return { search: schema.parse({}), ignored }
}
