import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { auditAnchorsPath, type KeptAnchor, readAnchors } from '@/lib/keys/audit-anchors'
import { isSignedBy, loadAuditPublicKey } from '@/lib/keys/audit-key'

type Collected = {
  anchors: KeptAnchor[]
  /** An anchor that nobody may trust, in a sentence. */
  problem: string | null
  /** What the log is held against, in sentences. */
  words: string
}

/**
 * Collects what the reveal log has to agree with: the anchors of the keys folder and of a file. All of
 * them count, not the newest alone: those written after a log was forged agree with the forgery.
 * @throws UserError where the file or the key cannot be read, or the file has no anchor.
 */
export async function collectAnchors(file: string | undefined): Promise<Collected> {
  const keysDir = env().VEILGATE_KEYS_DIR
  const kept = (await readAnchors(auditAnchorsPath(keysDir))) ?? []
  const given = file === undefined ? [] : await readAnchors(file)
  if (given === null) throw new UserError(`There is no file ${file}.`)
  // Else a copy that was emptied or damaged would pass for one that agrees with the log.
  if (file !== undefined && given.length === 0)
    throw new UserError(`There is no anchor in ${file}.`)
  const anchors = [...kept, ...given]
  if (anchors.length === 0) return { anchors, problem: null, words: NO_ANCHORS }

  const key = await loadAuditPublicKey(keysDir)
  if (key === null) {
    throw new UserError('The anchors cannot be checked: audit.pub.json is not in the keys folder.')
  }
  const bad = anchors.find((anchor) => !isSignedBy(key, anchor))
  if (bad !== undefined) {
    const problem = `that of row ${bad.id} is not signed by the audit key here (${key.id}).`
    return { anchors, problem, words: '' }
  }
  return { anchors, problem: null, words: wordsOf(anchors, given) }
}

const NO_ANCHORS =
  'There is no anchor to hold it against: whether its end was cut off, or the whole of it written ' +
  'anew, cannot be said.'

function wordsOf(anchors: KeptAnchor[], given: KeptAnchor[]): string {
  const newest = anchors.reduce((best, anchor) => (isNewer(anchor, best) ? anchor : best))
  const where = given.includes(newest) ? 'the file given' : 'the keys folder'
  const when = newest.at === null ? '' : ` of ${newest.at}`
  const count = anchors.length === 1 ? '1 signed anchor' : `${anchors.length} signed anchors`
  return `Held against ${count}; the newest, in ${where},${when} names row ${newest.id}.`
}

function isNewer(a: KeptAnchor, b: KeptAnchor): boolean {
  const [at, bt] = [a.at ?? '', b.at ?? '']
  return at === bt ? BigInt(a.id) > BigInt(b.id) : at > bt
}
