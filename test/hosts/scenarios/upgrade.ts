import { setTimeout as sleep } from 'node:timers/promises'
import { VERSION } from '@/lib/model/version'
import { runCommand } from '@/test/chaos/processes'
import { CONSOLES, type WorkerHost } from '@/test/hosts/crew'
import type { OlderVersion } from '@/test/hosts/older-version'
import type { Scenario, Scene } from '@/test/hosts/scenario'
import { until } from '@/test/hosts/until'

const SIDE_BY_SIDE_SECONDS = 20
const TIMEOUT_SECONDS = 90

/** An upgrade from the newest release that has another schema, host by host. */
export const UPGRADE: Scenario = {
  name: 'an upgrade is rolled through, across a migration',
  missing: ({ older }) => (typeof older === 'string' ? older : null),
  beginsOlder: true,
  // The older one may end on a schema that it does not know, if it says so.
  mayEnd: true,
  play: roll,
}

/** First one worker, then the schema, then the other worker, then the consoles. */
async function roll(scene: Scene) {
  const older = scene.older as OlderVersion
  const { crew } = scene
  scene.note(`from ${older.name}, ${older.missing.length} migrations`)
  await expectStoring(scene, 'worker-2', 'the older worker stored nothing')

  await end(scene, 'worker-1')
  const early = await start(scene, 'worker-1')
  await expectWords(scene, early, /behind this program/, 'before the migration')

  await migrate(scene)
  await expectStoring(scene, 'worker-1', 'the newer worker stored nothing after the migration')
  await sleep(SIDE_BY_SIDE_SECONDS * 1_000)

  // As where its host restarts it in the middle of the upgrade.
  crew.on('worker-2').signal('SIGKILL')
  await crew.on('worker-2').ended
  const late = await start(scene, 'worker-2', older)
  await expectWords(scene, late, /newer Veilgate/, 'after the migration')
  await end(scene, 'worker-2')

  crew.startWorker('worker-2')
  await expectStoring(scene, 'worker-2', 'the second newer worker stored nothing')
  for (const host of CONSOLES) crew.startConsole(host)
  for (const host of CONSOLES) {
    const isWell = async () => (await crew.health(host)) === 200
    if (!(await until(isWell, TIMEOUT_SECONDS))) scene.complain(`${host} is not well`)
  }
  await rebuildWhereNeeded(scene)
}

/**
 * Releases up to 0.6.0 go on counting by their own rules until they are replaced, which the migration
 * says: what they left wrong, a rebuild has to put right. What is right afterwards is judged for all.
 */
async function rebuildWhereNeeded(scene: Scene) {
  const { code } = await runCommand(scene.ownerEnv(), ['rollups', '--check'])
  if (code === 0) return
  scene.note('figures of the older workers rebuilt, as the migration said')
  await runCommand(scene.ownerEnv(), ['rollups', '--rebuild'])
}

async function migrate(scene: Scene) {
  const { code, stdout, stderr } = await runCommand(scene.ownerEnv(), ['migrate', '--roles'])
  if (code !== 0) scene.complain(`the migration ended with ${code}: ${stderr.trim()}`)
  const { missing, version } = scene.older as OlderVersion
  // Between two releases the version is that of the last one: processes are not to be told apart by it.
  if (version !== VERSION && !/another version are running: worker-2 /.test(stderr)) {
    scene.complain('the migration did not say that an older worker is there')
  }
  const applied = stdout.match(/^applied /gm)?.length ?? 0
  if (applied !== missing.length) scene.complain(`${applied} migrations were applied`)
}

/** Tells a worker to end, which it has to do in order. */
async function end({ crew, complain }: Scene, host: WorkerHost) {
  const process = crew.on(host)
  process.signal('SIGTERM')
  const { code } = await process.ended
  if (code !== 0) complain(`${host} ended with ${code} when it was told to`)
}

/** The worker that was started on a host, told from those before it by the database's clock. */
type Started = { host: WorkerHost; since: string }

async function start(scene: Scene, host: WorkerHost, version?: OlderVersion): Promise<Started> {
  const [row] = await scene.sql<{ since: string }>('SELECT clock_timestamp()::text AS since')
  scene.crew.startWorker(host, version)
  return { host, since: row?.since ?? '' }
}

/** A worker that does not fit the schema says so, in the database or as it ends, and stores nothing. */
async function expectWords(
  scene: Scene,
  { host, since }: Started,
  words: RegExp,
  when: string,
): Promise<void> {
  const process = scene.crew.on(host)
  const isSaid = async () => {
    if (process.lines.some(({ line }) => words.test(line))) return true
    const rows = await scene.sql<{ problem: string | null }>(`
      SELECT problem FROM ingest_workers WHERE host = '${host}' AND started_at >= '${since}'`)
    return words.test(rows[0]?.problem ?? '')
  }
  if (await until(isSaid, TIMEOUT_SECONDS)) return
  const last = process.lines.at(-1)?.line ?? 'nothing'
  scene.complain(`${host} did not say ${when} that the schema is not its own, but ${last}`)
}

/** Batches of the newest process on a host are stored from now on. */
async function expectStoring(scene: Scene, host: WorkerHost, otherwise: string) {
  const count = async () => {
    const [row] = await scene.sql<{ stored: number }>(`
      SELECT coalesce(sum(stored), 0)::int AS stored FROM ingest_batches
      JOIN ingest_runs AS run ON run.id = run_id WHERE started_by = 'worker ${host}'`)
    return row?.stored ?? 0
  }
  let before: number | null = null
  const goesOn = async () => {
    before ??= await count()
    return (await count()) > before
  }
  if (!(await until(goesOn, TIMEOUT_SECONDS))) scene.complain(otherwise)
}
