import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { log } from '@/lib/log'

const entry = z.object({
  userId: z.string().min(1).max(128),
  erasedAt: z.iso.datetime().transform((text) => new Date(text)),
  reason: z.string(),
  ticket: z.string().optional(),
})

/** An erasure as the file keeps it. */
export type ErasureEntry = z.output<typeof entry>

/** The erasure list outside the database, which a restored backup of the database does not undo. */
export function erasureFilePath(): string {
  return join(env().VEILGATE_DATA_DIR, 'erasures.jsonl')
}

/** Adds an erasure to the file. It is done already: where that fails, the log says so. */
export async function noteErasure(erasure: ErasureEntry): Promise<void> {
  const path = erasureFilePath()
  try {
    await mkdir(dirname(path), { recursive: true })
    await appendFile(path, `${JSON.stringify(erasure)}\n`, { mode: 0o600 })
  } catch (error) {
    log.error('erasure.not-noted', { path }, error)
  }
}

/** Reads an erasure list. @throws UserError naming the first line that is none. */
export async function readErasures(path: string): Promise<ErasureEntry[]> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`${path} cannot be read (${cause.code}).`, { cause })
  })
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    try {
      return [entry.parse(JSON.parse(line))]
    } catch (cause) {
      throw new UserError(`Line ${index + 1} of ${path} is no erasure.`, { cause })
    }
  })
}
