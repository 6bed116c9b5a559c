import { randomBytes } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { generateLogins } from '@/lib/sample/generate-logins'
import { until } from '@/test/hosts/until'
import { accountOf, type Image } from '@/test/image/build-image'
import { readComposeFile } from '@/test/image/compose-file'
import { type Container, makeSite, startContainer, type Wanted } from '@/test/image/container'
import { type Servers, startServers } from '@/test/image/servers'
import { visit } from '@/test/image/visit'

export type Played = { project: string; image: Image; folder: string; seed: number }

/** A second time to ask, for what the console does at its start. */
const START_SECONDS = 120
const DRAIN_SECONDS = 180
const SENT = 2_000
const OPERATOR = { email: 'operator@example.com', password: 'lamp beside the window' }
const PASSWORDS = { console: 'for-the-console', reveal: 'for-reveal', worker: 'for-workers' }
const METRICS_TOKEN = 'only-for-the-suite-and-long-enough'

/** Starts the services of docker-compose.yml from an image, and uses them. @throws at what is wrong. */
export async function playImage({ project, image, folder, seed }: Played): Promise<void> {
  const servers = await startServers(folder)
  const compose = readComposeFile(join(project, 'docker-compose.yml'), {
    VEILGATE_AUTH_SECRET: randomBytes(32).toString('hex'),
    VEILGATE_METRICS_TOKEN: METRICS_TOKEN,
    OWNER_DB_PASSWORD: servers.password,
    CONSOLE_DB_PASSWORD: PASSWORDS.console,
    REVEAL_DB_PASSWORD: PASSWORDS.reveal,
    WORKER_DB_PASSWORD: PASSWORDS.worker,
  })
  await servers.sql(compose.firstSql(PASSWORDS))
  const site = makeSite(image, folder)
  const start = (name: string, wanted?: Wanted) =>
    startContainer(site, compose.service(name), wanted)
  const all: Container[] = []
  try {
    await refuseEmptyDatabase(start)
    await end('migrate', start('migrate'), 0)
    await end('keys init', start('migrate', { command: ['keys', 'init'] }), 0)
    checkKeys(site.volume, image)
    const environment = { VEILGATE_OPERATOR_PASSWORD: OPERATOR.password }
    const web = start('web', { environment })
    all.push(web)
    await isWell(web, [image.healthcheck, compose.service('web').healthcheck ?? []])
    // Where nothing but the volume can be written, as in deploy/aws.
    const bare = start('web', { environment: { PORT: '3001' }, isBare: true })
    all.push(bare)
    await isWell(bare, [image.healthcheck], 3001)
    const workers = [start('worker'), start('worker')]
    all.push(...workers)
    await sendLogins(servers, SENT, seed)
    await emptied(servers, SENT)
    for (const worker of workers) await stop('worker', worker)
    await sendLogins(servers, SENT, seed + 1)
    await end('ingest', start('worker', { command: ['ingest'] }), 0)
    await holdsAll(servers, 2 * SENT)
    const visitor = await visit(image, OPERATOR)
    await visitor.look(METRICS_TOKEN)
    tell('web: pages, files, an export and metrics')
    await sendLogins(servers, SENT, seed + 2)
    await visitor.ingest()
    await emptied(servers, 3 * SENT)
    await stop('web', bare)
    await stop('web', web)
  } catch (error) {
    for (const { lines } of all) tell(lines.map(({ line }) => line).join('\n'))
    throw error
  } finally {
    for (const each of all) if (each.child.exitCode === null) each.child.kill('SIGKILL')
    await servers.stop()
  }
}

/** A console whose database nobody has migrated says so, and makes nothing of it. */
async function refuseEmptyDatabase(start: (name: string) => Container) {
  const { stderr } = await end('web without a migrated database', start('web'), 1)
  if (!/Migrate as the owner/.test(stderr))
    throw new Error(`It does not say what to do:\n${stderr}`)
}

async function end(name: string, container: Container, wanted: number) {
  const ending = await container.ended
  if (ending.code !== wanted) {
    throw new Error(`${name} ended with ${ending.code}:\n${ending.stdout}${ending.stderr}`)
  }
  tell(`${name}: ended with ${wanted}`)
  return ending
}

async function stop(name: string, container: Container) {
  container.signal('SIGTERM')
  await end(`${name}, after SIGTERM`, container, 0)
}

function checkKeys(volume: string, image: Image) {
  const { uid } = accountOf(image)
  const files = readdirSync(join(volume, 'keys')).filter((name) => name.endsWith('.key.json'))
  for (const name of files) {
    const stat = statSync(join(volume, 'keys', name))
    if (stat.uid !== uid || (stat.mode & 0o077) !== 0) throw new Error(`${name} is open to others`)
  }
  if (files.length < 2) throw new Error('keys init made no keys')
}

async function isWell(web: Container, checks: string[][], port = 3000) {
  const hasEnded = () => web.child.exitCode !== null
  const isUp = async () => hasEnded() || (await answer(port, '/api/health/ready')) === 200
  if (!(await until(isUp, START_SECONDS)) || hasEnded()) throw new Error('The console is not ready')
  for (const check of checks) {
    const code = await web.exec(check)
    if (code !== 0) throw new Error(`The health check ${check.join(' ')} ended with ${code}`)
  }
  for (const path of ['/api/health/live', '/api/health']) {
    if ((await answer(port, path)) !== 200) throw new Error(`${path} does not answer 200`)
  }
  tell(`web, port ${port}: live, ready and healthy`)
}

function answer(port: number, path: string): Promise<number> {
  return fetch(`http://localhost:${port}${path}`).then(
    async (response) => {
      await response.arrayBuffer()
      return response.status
    },
    () => 0,
  )
}

async function sendLogins({ queue }: Servers, count: number, seed: number) {
  await queue.send([...generateLogins({ count, seed, malformed: 0.02, sharedDevices: 0.1 })])
}

async function emptied(servers: Servers, sent: number) {
  if (!(await until(() => isDrained(servers), DRAIN_SECONDS))) {
    throw new Error('The queue is not emptied in time')
  }
  await holdsAll(servers, sent)
}

async function isDrained({ queue }: Servers): Promise<boolean> {
  const { visible, inFlight } = await queue.depth()
  return visible + inFlight === 0
}

async function holdsAll({ sql }: Servers, sent: number) {
  const [{ stored = 0, rejected = 0 } = {}] = await sql<{ stored: number; rejected: number }>(`
    SELECT (SELECT count(*) FROM user_logins)::int AS stored,
           (SELECT count(*) FROM rejected_messages)::int AS rejected`)
  const words = `${sent} sent, ${stored} stored, ${rejected} rejected`
  if (stored + rejected !== sent || rejected === 0) throw new Error(words)
  tell(words)
}

function tell(line: string) {
  process.stdout.write(`${line}\n`)
}
