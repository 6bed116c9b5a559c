import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '@/lib/errors'
import { type LogAnchor, logAnchor } from '@/lib/model/reveal/reveal-log-anchor'

/** `at` is when the head was anchored; ISO 8601, UTC. */
export type KeptAnchor = LogAnchor & { at: string | null }

/** Where a console keeps the anchors of the rows that it appends. */
export const auditAnchorsPath = (keysDir: string) => join(keysDir, 'anchors.jsonl')

/** Appends an anchor to a file, as a line of its own. @throws UserError where it cannot be written. */
export async function keepAnchor(path: string, anchor: LogAnchor): Promise<void> {
  const line = JSON.stringify({
    fmt: 'reveal-log-anchor/1',
    at: new Date().toISOString(),
    ...anchor,
  })
  try {
    // One write at the end of the file: lines of several processes do not mix.
    await appendFile(path, `${line}\n`, { mode: 0o600, flush: true })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new UserError(`${path} cannot be written (${code}).`, { cause })
  }
}

/**
 * The anchors of a file, in its order: of one of anchors or of a console's log, of which other lines
 * are left out.
 * @returns null where there is no such file.
 * @throws UserError where it cannot be read.
 */
export async function readAnchors(path: string): Promise<KeptAnchor[] | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return null
    throw new UserError(`${path} cannot be read (${code}).`, { cause })
  }
  return text.split('\n').flatMap((line) => {
    const anchor = parseLine(line)
    return anchor === null ? [] : [anchor]
  })
}

function parseLine(line: string): KeptAnchor | null {
  if (!line.includes('"signature"')) return null
  try {
    const json = JSON.parse(line)
    const parsed = logAnchor.safeParse(json)
    if (!parsed.success) return null
    return { ...parsed.data, at: typeof json.at === 'string' ? json.at : null }
  } catch {
    return null
  }
}
