import { database } from '@/lib/db/client'
import { isHeard } from '@/lib/db/is-heard'
import { REJECTED_SHARE } from '@/lib/model/alerts/rules/pipeline-rules'
import { QUIET_SECONDS } from '@/lib/model/alerts/rules/rule-definition'

/** Of so many batches, the newest ones, the age of messages is taken. */
const AGED_BATCHES = 20
/** A process that has been silent for longer is taken for one that nobody misses, as on its page. */
const MISSED_MINUTES = 60

/** What the rules ask the ledger, the processes and the rollups, as of one moment. */
export type LedgerFigures = {
  /** Runs that failed within the last 15 minutes, and the newest of them. */
  failedRuns: number
  failedRunId: number | null
  /** What the ledger's equation is off by in the batches of the last 15 minutes. */
  imbalance: number
  /** Messages of those batches. */
  received: number
  rejected: number
  /** How long ago a batch was last stored; null before the first. */
  storedSecondsAgo: number | null
  /** How old the oldest message of the newest batches was when its batch began; null without any. */
  oldestSeconds: number | null
  silentWorkers: number
  sharedDevices: number
}

/**
 * Reads what the rules ask of the ledger.
 * @param silentSeconds from when on a process counts as silent.
 * @param users how many users a device has to have to be counted.
 */
export async function readLedgerFigures(
  silentSeconds: number,
  users: number,
): Promise<LedgerFigures> {
  const [figures] = await database().$queryRaw<LedgerFigures[]>`
    WITH heard_of AS (
      SELECT key, host, kind, started_at, heartbeat_at, state <> 'ended'
        AND NOT (${isHeard(silentSeconds)}) AS is_silent
      FROM ingest_workers
      WHERE heartbeat_at > now() - make_interval(mins => ${MISSED_MINUTES})
    )
    SELECT failed."failedRuns", failed."failedRunId", recent.imbalance, recent.received,
      recent.rejected, stored.ago AS "storedSecondsAgo", aged.seconds AS "oldestSeconds",
      silent.workers AS "silentWorkers", shared.devices AS "sharedDevices"
    FROM (
      SELECT count(*)::int AS "failedRuns", max(id) AS "failedRunId" FROM ingest_runs
      WHERE state = 'failed' AND ended_at > now() - make_interval(secs => ${QUIET_SECONDS})
    ) AS failed, (
      SELECT coalesce(sum(received), 0)::float8 AS received,
        coalesce(sum(rejected), 0)::float8 AS rejected,
        coalesce(sum(abs(received - stored - duplicates - rejected - failed)), 0)::float8 AS imbalance
      FROM ingest_batches
      WHERE committed_at > now() - make_interval(secs => ${REJECTED_SHARE.seconds})
    ) AS recent
    LEFT JOIN (
      SELECT extract(epoch FROM clock_timestamp() - committed_at)::float8 AS ago
      FROM ingest_batches WHERE failed = 0 ORDER BY id DESC LIMIT 1
    ) AS stored ON true,
    (SELECT max(age.seconds)::float8 AS seconds
     FROM (
       SELECT b.id, b.started_at FROM ingest_batches AS b JOIN ingest_runs AS r ON r.id = b.run_id
       WHERE b.committed_at > now() - interval '5 minutes' AND b.stored > 0 AND r.mode <> 'redrive'
       ORDER BY b.id DESC LIMIT ${AGED_BATCHES}
     ) AS batch,
     -- OFFSET keeps the look-up by batch: a bare minimum would be sought from the oldest login on.
     LATERAL (
       SELECT max(extract(epoch FROM batch.started_at - login.sent_at)) AS seconds
       FROM (SELECT sent_at FROM user_logins WHERE batch_id = batch.id OFFSET 0) AS login
     ) AS age
    ) AS aged,
    (SELECT coalesce(sum(greatest(0, missing)), 0)::int AS workers
     FROM (
       SELECT max(silent - successors) AS missing
       FROM (
         -- One that has since fallen silent itself took a place, too: each is followed by its own.
         SELECT gone.host, gone.kind,
           count(*) FILTER (WHERE other.is_silent AND other.heartbeat_at >= gone.heartbeat_at) AS silent,
           count(*) FILTER (WHERE other.started_at > gone.heartbeat_at) AS successors
         FROM heard_of AS gone JOIN heard_of AS other USING (host, kind)
         WHERE gone.is_silent
         GROUP BY gone.key, gone.host, gone.kind
       ) AS since
       GROUP BY host, kind
     ) AS place
    ) AS silent,
    (SELECT count(*)::int AS devices FROM shared_devices WHERE users >= ${users}::int) AS shared`
  if (figures === undefined) throw new Error('An aggregate has a row')
  return figures
}
