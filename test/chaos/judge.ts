import type { Fault, Scene } from '@/test/chaos/fault'
import { findMessages } from '@/test/chaos/model'

/** What became of the messages of a fault. */
export type Verdict = {
  sent: number
  stored: number
  rejected: number
  /** Left on the queue. */
  waiting: number
  /** Neither stored nor rejected nor on a queue. */
  lost: number
  /** Those of the lost that the database had committed, and forgot. */
  forgotten: number
  doubled: number
  deadLettered: number
  problems: string[]
}

/** What a verdict is made from. */
export type Judged = Pick<Scene, 'sql' | 'queue' | 'confirmed' | 'model'>

/** Holds the database, the queue and the ledger against what was sent. The processes have ended. */
export async function judge(
  scene: Judged,
  fault: Pick<Fault, 'databaseForgets'>,
): Promise<Verdict> {
  const { stored, rejected, deadLettered, waiting } = await findMessages(scene, scene.model)
  const places = [stored, rejected, deadLettered, waiting]
  const missing = [...scene.model.sent].filter(([id]) => !places.some((place) => place.has(id)))
  const forgotten = fault.databaseForgets
    ? missing.filter(([id]) => scene.model.committed.has(id)).length
    : 0
  const twice = [...stored, ...rejected].filter(([id, rows]) => {
    return rows > 1 || (stored.has(id) && rejected.has(id))
  })
  const counts = {
    sent: scene.model.sent.size,
    stored: stored.size,
    rejected: rejected.size,
    waiting: waiting.size,
    lost: missing.length - forgotten,
    forgotten,
    doubled: new Set(twice.map(([id]) => id)).size,
    deadLettered: deadLettered.size,
  }
  const problems = [
    ...(counts.lost > 0 ? [`${counts.lost} lost`] : []),
    ...(counts.doubled > 0 ? [`${counts.doubled} doubled`] : []),
    ...(counts.deadLettered > 0 ? [`${counts.deadLettered} dead-lettered`] : []),
    ...(waiting.size > 0 ? [`${waiting.size} left on the queue`] : []),
    ...(await ledgerProblems(scene)),
  ]
  return { ...counts, problems }
}

/** What the ledger says against what is there, batch by batch and as a whole. */
async function ledgerProblems(scene: Judged): Promise<string[]> {
  const [row] = await scene.sql<Record<string, number>>(`
    SELECT (SELECT count(*) FROM ingest_batches
            WHERE received <> stored + duplicates + rejected + failed)::int AS unbalanced,
           (SELECT count(*) FROM ingest_batches WHERE acknowledged > received)::int AS overstated,
           (SELECT coalesce(sum(stored), 0) FROM ingest_batches)::int AS stored,
           (SELECT count(*) FROM user_logins)::int AS logins,
           (SELECT coalesce(sum(rejected), 0) FROM ingest_batches)::int AS rejected,
           (SELECT count(*) FROM rejected_messages)::int AS rejections,
           (SELECT coalesce(sum(acknowledged), 0) FROM ingest_batches)::int AS acknowledged`)
  if (!row) return ['there is no ledger']
  const confirmed = scene.confirmed()
  return [
    ...(row.unbalanced ? [`${row.unbalanced} batches do not balance`] : []),
    ...(row.overstated ? [`${row.overstated} batches acknowledged more than they received`] : []),
    ...(row.stored === row.logins ? [] : [`the ledger says ${row.stored} of ${row.logins} logins`]),
    ...(row.rejected === row.rejections
      ? []
      : [`the ledger says ${row.rejected} of ${row.rejections} rejected messages`]),
    ...((row.acknowledged ?? 0) > confirmed
      ? [`the ledger says ${row.acknowledged} acknowledged, the queue ${confirmed}`]
      : []),
  ]
}
