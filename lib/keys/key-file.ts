import { randomUUID } from 'node:crypto'
import {
  type FileHandle,
  link,
  mkdir,
  open,
  realpath,
  rename,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { dirname } from 'node:path'
import type { z } from 'zod'
import { UserError } from '@/lib/errors'

/**
 * Writes a new key file, mode 0600, in a folder of mode 0700. Whoever reads meanwhile finds none or
 * the whole.
 * @throws UserError where a file of that name exists: a key is never overwritten.
 */
export async function writeKeyFile(path: string, content: object): Promise<void> {
  const draft = await writeDraft(path, content)
  try {
    // Unlike a renamed file, a link takes no other's place.
    await link(draft, path)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST') {
      throw new UserError(`${path} exists already: keys are never overwritten.`)
    }
    throw new UserError(`${path} cannot be written (${code}).`, { cause })
  } finally {
    await unlink(draft)
  }
}

/** Replaces a key file in one step: whoever reads it gets the old one or the new one, whole. */
export async function replaceKeyFile(path: string, content: object): Promise<void> {
  await rename(await writeDraft(path, content), path)
}

async function writeDraft(path: string, content: object): Promise<string> {
  const draft = `${path}.${randomUUID()}`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, {
      flag: 'wx',
      mode: 0o600,
      flush: true,
    })
    return draft
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new UserError(`${path} cannot be written (${code}).`, { cause })
  }
}

/**
 * Reads a key file and holds it against its schema.
 * @throws UserError where it is missing, readable by others, or damaged; never quoting its content.
 */
export async function readKeyFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  return parseKey(path, await readPrivateFile(path), schema)
}

/**
 * Reads keys from a text: one, or a list of several.
 * @param from how to name it where it is damaged.
 * @throws UserError as `readKeyFile`.
 */
export function parseKeyList<Schema extends z.ZodType>(
  from: string,
  text: string,
  schema: Schema,
): z.output<Schema>[] {
  const isList = text.trimStart().startsWith('[')
  return isList ? parseKey(from, text, schema.array().min(1)) : [parseKey(from, text, schema)]
}

/** The text of a key file. @throws UserError where it is missing or open to others. */
export async function readPrivateFile(path: string): Promise<string> {
  let file: FileHandle | undefined
  try {
    // What is checked is what is read: the path may lead elsewhere a moment later.
    file = await open(path, 'r')
    await checkPrivate(file, path)
    return await file.readFile('utf8')
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') {
      throw new UserError(`There is no key at ${path}. Make the keys with: npm run keys -- init`, {
        cause,
      })
    }
    throw new UserError(`${path} cannot be read (${code}).`, { cause })
  } finally {
    await file?.close()
  }
}

/**
 * A key is this account's or root's, nobody else may read it, and nobody else may put another in its
 * place. One that an orchestrator mounts its group may read as well (Kubernetes makes it so for a pod's
 * group). What is asked is the descriptor that is read, and the folders of the path and of where it
 * leads.
 */
async function checkPrivate(file: FileHandle, path: string): Promise<void> {
  // Windows has no such mode bits; its profile folder is private by its access lists.
  if (process.platform === 'win32') return
  const { mode, uid, gid } = await file.stat()
  if (!isTrusted(uid)) {
    throw new UserError(
      `${path} belongs to another account (user id ${uid}): make a copy of your own, or run chown.`,
    )
  }
  for (const folder of new Set([dirname(path), dirname(await realpath(path))])) {
    if (await isGuarded(folder)) continue
    throw new UserError(
      `Others may put another file in the place of ${path}: run chmod 700 on its folder, ${folder}.`,
    )
  }
  const isGroups = (mode & 0o037) === 0 && (process.getgroups?.() ?? []).includes(gid)
  if ((mode & 0o077) === 0 || isGroups) return
  const octal = (mode & 0o777).toString(8).padStart(4, '0')
  throw new UserError(
    `${path} can be read by others (mode ${octal}): run chmod 600 on it. Where it is mounted ` +
      'read-only, let nothing but its group read it (mode 0440) and nobody else write to its folder, ' +
      'or hand the key in by value, such as VEILGATE_TOKEN_KEY.',
  )
}

function isTrusted(uid: number): boolean {
  return uid === 0 || uid === process.getuid?.()
}

/** A sticky folder lets nobody replace another's file. */
async function isGuarded(folder: string): Promise<boolean> {
  const { mode, uid } = await stat(folder)
  return isTrusted(uid) && ((mode & 0o022) === 0 || (mode & 0o1000) !== 0)
}

/** Whether a file of that name exists. */
export async function keyFileExists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function parseKey<Schema extends z.ZodType>(
  from: string,
  text: string,
  schema: Schema,
): z.output<Schema> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new UserError(`${from} is damaged: it is not JSON. Restore it from a backup.`)
  }
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const fields = [
    ...new Set(result.error.issues.map((issue) => issue.path.join('.') || 'the whole')),
  ]
  throw new UserError(`${from} is damaged (${fields.join(', ')}). Restore it from a backup.`)
}
