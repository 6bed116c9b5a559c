import type { z } from 'zod'
import { env } from '@/lib/env'
import { parseKeyList, readKeyFile, readPrivateFile } from '@/lib/keys/key-file'

type Name =
  | 'VEILGATE_TOKEN_KEY'
  | 'VEILGATE_VAULT_PUBLIC_KEY'
  | 'VEILGATE_VAULT_PRIVATE_KEY'
  | 'VEILGATE_ERASURE_KEY'

/** A key, and how to name where it was found. */
export type FoundKey<Key> = { from: string; key: Key }

/**
 * The keys of a kind: from the variable of that name, else from the file that `<name>_FILE` names,
 * else from those of `paths` that exist.
 * @returns none where there is none of these.
 * @throws UserError where one is open to others or damaged; never quoting it.
 */
export async function findKeys<Schema extends z.ZodType>(
  name: Name,
  paths: readonly string[],
  schema: Schema,
): Promise<FoundKey<z.output<Schema>>[]> {
  const text = env()[name]
  if (text !== undefined)
    return parseKeyList(name, text, schema).map((key) => ({ from: name, key }))
  const file = env()[`${name}_FILE`]
  if (file !== undefined) {
    const keys = parseKeyList(file, await readPrivateFile(file), schema)
    return keys.map((key) => ({ from: file, key }))
  }
  const found: FoundKey<z.output<Schema>>[] = []
  for (const path of paths) {
    try {
      found.push({ from: path, key: await readKeyFile(path, schema) })
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  return found
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.cause as NodeJS.ErrnoException)?.code === 'ENOENT'
}

/** Whether keys of a kind are given from outside the keys folder, where nothing of ours may write. */
export function isGiven(name: Name): boolean {
  return env()[name] !== undefined || env()[`${name}_FILE`] !== undefined
}
