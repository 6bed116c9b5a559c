import { stat } from 'node:fs/promises'
import { setAnchor } from '@/lib/db/reveal-log/announce-row'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { auditAnchorsPath, keepAnchor } from '@/lib/keys/audit-anchors'
import { findOrMakeAuditKey, signHead } from '@/lib/keys/audit-key'
import { log } from '@/lib/log'
import type { LogAnchor, LogHead } from '@/lib/model/reveal/reveal-log-anchor'

/**
 * From here on this process signs each row that it appends to the reveal log, and keeps the signature
 * beside its keys. What is recorded is recorded all the same where it cannot.
 */
export function anchorRows(): void {
  setAnchor(anchor)
}

async function anchor(head: LogHead): Promise<LogAnchor | null> {
  const signed = await signHeadHere(head)
  if (signed === null) return null
  const path = auditAnchorsPath(env().VEILGATE_KEYS_DIR)
  await keepAnchor(path, signed).catch((error) => log.warn('reveal-log.anchor-not-kept', {}, error))
  return signed
}

/** Signs a head with the audit key of this process; null where it has none. */
export async function signHeadHere(head: LogHead): Promise<LogAnchor | null> {
  const { VEILGATE_KEYS_DIR: keysDir, VEILGATE_DATA_DIR: dataDir } = env()
  try {
    // Where keys are handed in, the audit key makes a folder of its own among the data; without that, nothing is kept.
    if (!(await isFolder(keysDir)) && !(await isFolder(dataDir))) return null
    return signHead(await findOrMakeAuditKey(keysDir), head)
  } catch (error) {
    log.warn(
      'reveal-log.unsigned',
      { problem: error instanceof UserError ? error.message : null },
      error,
    )
    return null
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
