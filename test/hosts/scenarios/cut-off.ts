import { setTimeout as sleep } from 'node:timers/promises'
import { between } from '@/lib/sample/random'
import { CONSOLES, type ConsoleHost, WORKERS, type WorkerHost } from '@/test/hosts/crew'
import type { HostName } from '@/test/hosts/network'
import type { Scenario, Scene } from '@/test/hosts/scenario'
import { until } from '@/test/hosts/until'

/** Until somebody says that something is wrong, and until all is well again. */
const TELLING_SECONDS = 60
const RECOVERY_SECONDS = 60
const MID_BATCH_SECONDS = 30
const SILENT = 'veilgate_workers{state="silent"}'

/** Hosts that nobody reaches for a while, and hosts that are gone. */
export const CUT_OFF: readonly Scenario[] = [
  { name: "a worker's host is cut off in mid-batch", play: cutWorker },
  { name: "a worker's host loses its power in mid-batch", play: killWorkerHost },
  { name: 'the host of the console that follows is cut off', play: cutConsole },
  { name: "the database's host is cut off", play: (scene) => cutServer(scene, 'database') },
  { name: "the queue's host is cut off", play: (scene) => cutServer(scene, 'queue') },
]

async function cutWorker(scene: Scene) {
  const host = pickOf(scene, WORKERS)
  await strikeInMidBatch(scene, host)
  await hold(scene, () => isToldSilent(scene))
  await expectProgress(scene, 'while a host was cut off')
  scene.hosts[host].mend()
  await expectBack(scene, host)
}

/** As cut off, and nothing of what ran there comes back. */
async function killWorkerHost(scene: Scene) {
  const host = pickOf(scene, WORKERS)
  await strikeInMidBatch(scene, host)
  // Nobody hears of its end: no connection is closed.
  scene.crew.on(host).signal('SIGKILL')
  scene.hosts[host].killAll()
  await hold(scene, () => isToldSilent(scene))
  await expectProgress(scene, 'while a host was gone')
  scene.hosts[host].mend()
  scene.crew.startWorker(host)
  await expectBack(scene, host)
}

async function cutConsole(scene: Scene) {
  const before = await following(scene)
  const host = CONSOLES.find((each) => each === before) ?? CONSOLES[0]
  scene.hosts[host as ConsoleHost].cut()
  await hold(scene, async () => {
    const now = await following(scene)
    return now !== null && now !== before
  })
  await expectProgress(scene, 'while a host was cut off')
  scene.hosts[host as ConsoleHost].mend()
  await expectBack(scene, host as ConsoleHost)
}

async function cutServer(scene: Scene, name: 'database' | 'queue') {
  await inMidBatch(scene, pickOf(scene, WORKERS))
  scene.hosts[name].cut()
  await hold(scene, async () => {
    const answers = await Promise.all(CONSOLES.map((host) => scene.crew.health(host)))
    return answers.every((status) => status === 503)
  })
  scene.hosts[name].mend()
  for (const host of [...WORKERS, ...CONSOLES]) await expectBack(scene, host)
  await expectProgress(scene, 'after a host was back')
}

/** Cuts a worker's host off while a batch of its is being stored. */
async function strikeInMidBatch(scene: Scene, host: WorkerHost) {
  await inMidBatch(scene, host)
  scene.hosts[host].cut()
}

/** Waits until a transaction that stores something is under way on a connection from a host. */
async function inMidBatch(scene: Scene, host: WorkerHost) {
  const { address } = scene.hosts[host]
  const isStoring = async () => {
    const [row] = await scene.sql<{ storing: number }>(`
      SELECT count(*)::int AS storing FROM pg_stat_activity
      WHERE client_addr = '${address}' AND backend_xid IS NOT NULL`)
    return (row?.storing ?? 0) > 0
  }
  // Looked at without a pause: it takes a few milliseconds.
  for (const deadline = Date.now() + MID_BATCH_SECONDS * 1_000; Date.now() < deadline; ) {
    if (await isStoring()) return
  }
  scene.complain(`${host} was never seen storing anything`)
}

/** Lasts some seconds, longer than any batch may take, and until it is told. */
async function hold(scene: Scene, isTold: () => Promise<boolean>) {
  const fromMs = Date.now()
  const least = sleep(between(scene.random, 12, 25) * 1_000)
  if (await until(isTold, TELLING_SECONDS)) {
    scene.note(`told after ${Math.round((Date.now() - fromMs) / 1_000)} s`)
  } else scene.complain('nobody said it')
  await least
}

/** Whether a console that is reached tells of a process that has fallen silent. */
async function isToldSilent({ crew }: Scene): Promise<boolean> {
  const figures = await Promise.all(CONSOLES.map((host) => crew.figure(host, SILENT)))
  return figures.some((figure) => (figure ?? 0) > 0)
}

/** Which console's host holds the right to follow. */
async function following(scene: Scene): Promise<string | null> {
  const [row] = await scene.sql<{ host: string }>(`
    SELECT host FROM leases JOIN ingest_workers ON key = holder
    WHERE name = 'follow' AND held_until > now()`)
  return row?.host ?? null
}

async function expectProgress(scene: Scene, when: string) {
  const count = async () => {
    const [row] = await scene.sql<{ kept: number }>('SELECT count(*)::int AS kept FROM user_logins')
    return row?.kept ?? 0
  }
  let before: number | null = null
  const goesOn = async () => {
    before ??= await count()
    return (await count()) > before
  }
  if (!(await until(goesOn, RECOVERY_SECONDS))) scene.complain(`nothing was stored ${when}`)
}

/** The process there says again that it is there, and waits for nothing. */
async function expectBack(scene: Scene, host: HostName) {
  const fromMs = Date.now()
  const [{ now } = { now: '' }] = await eventually(scene, 'SELECT now()::text AS now')
  const isBack = async () => {
    const rows = await scene.sql(`
      SELECT FROM ingest_workers
      WHERE host = '${host}' AND heartbeat_at > '${now}' AND problem IS NULL`)
    return rows.length > 0
  }
  if (await until(isBack, RECOVERY_SECONDS)) {
    scene.note(`${host} back after ${Math.round((Date.now() - fromMs) / 1_000)} s`)
  } else scene.complain(`${host} did not come back by itself`)
}

/** A statement on a database that may have come back only now. */
async function eventually(scene: Scene, text: string): Promise<{ now: string }[]> {
  let rows: { now: string }[] = []
  await until(async () => {
    rows = await scene.sql<{ now: string }>(text)
    return true
  }, RECOVERY_SECONDS)
  return rows
}

function pickOf<T>({ random }: Scene, of: readonly T[]): T {
  return of[between(random, 0, of.length - 1)] as T
}
