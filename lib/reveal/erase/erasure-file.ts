import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { USER_HASH } from '@/lib/keys/erasure-key'
import { log } from '@/lib/log'
import { isUserId } from '@/lib/model/user-id'

const entry = z
  .object({
    /** The hash of the user id; entries of earlier versions have `userId` in its place. */
    user: z.string().regex(USER_HASH).optional(),
    userId: z.string().refine(isUserId).optional(),
    /** What took the place of the user id; absent where that stayed. */
    replacedBy: z.string().min(1).max(64).optional(),
    erasedAt: z.iso.datetime().transform((text) => new Date(text)),
    reason: z.string(),
    ticket: z.string().optional(),
  })
  .refine(({ user, userId }) => user !== undefined || userId !== undefined)

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

/** Puts the hash in the place of a user id in earlier entries; where that fails, the log says so. */
export async function forgetUserInFile(userId: string, user: string): Promise<void> {
  const path = erasureFilePath()
  try {
    const entries = await readErasures(path)
    if (!entries.some((one) => one.userId === userId)) return
    const lines = entries.map((one) =>
      JSON.stringify(one.userId === userId ? { ...one, userId: undefined, user } : one),
    )
    await writeFile(`${path}.new`, `${lines.join('\n')}\n`, { mode: 0o600 })
    await rename(`${path}.new`, path)
  } catch (error) {
    if (isMissing(error)) return
    log.error('erasure.user-not-forgotten', { path }, error)
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.cause as NodeJS.ErrnoException)?.code === 'ENOENT'
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
