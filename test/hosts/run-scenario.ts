import { setTimeout as sleep } from 'node:timers/promises'
import { between, random } from '@/lib/sample/random'
import { judge, type Verdict } from '@/test/chaos/judge'
import { createModel, type Model } from '@/test/chaos/model'
import { runCommand, startProcess } from '@/test/chaos/processes'
import { type Balance, watchBalance } from '@/test/hosts/balance'
import { CONSOLES, type Crew, createCrew, WORKERS } from '@/test/hosts/crew'
import { HOST_NAMES } from '@/test/hosts/network'
import { type OlderVersion, olderCommand } from '@/test/hosts/older-version'
import type { Scenario, Scene } from '@/test/hosts/scenario'
import { type Surroundings, WORKER_LOGIN } from '@/test/hosts/surroundings'
import { until } from '@/test/hosts/until'

/** One line of the table. */
export type Outcome = Verdict & {
  scenario: string
  balance: Balance
  /** What happened, in a few words each. */
  notes: string[]
}

const START_SECONDS = 120
const SETTLE_SECONDS = 150
const SEND_EVERY_MS = 200

/**
 * Plays a scenario while messages come all the time, waits until everything is stored, ends all
 * processes, and holds what came of it against every message that was sent.
 */
export async function runScenario(
  surroundings: Surroundings,
  scenario: Scenario,
  { seed, older }: { seed: number; older: OlderVersion | string },
): Promise<Outcome> {
  const isOlder = scenario.beginsOlder === true
  const first = isOlder ? (older as OlderVersion) : undefined
  await surroundings.renew()
  await prepare(surroundings, first)
  const model = createModel(surroundings, scenario.name.replaceAll(/\W+/g, '-'))
  const crew = createCrew(surroundings)
  const [problems, notes]: [string[], string[]] = [[], []]
  const complain = (problem: string) => void problems.push(problem)
  const note = (words: string) => void notes.push(words)
  const draw = random(seed, scenario.name)
  const scene: Scene = { ...surroundings, crew, model, random: draw, older, complain, note }
  const sender = keepSending(scene)
  const watch = watchBalance(surroundings, model)
  let balance: Balance
  try {
    for (const host of WORKERS) crew.startWorker(host, first)
    if (!isOlder) for (const host of CONSOLES) crew.startConsole(host)
    await allThere(scene, isOlder)
    await scenario.play(scene)
    await sender.stop()
    if (!(await until(() => isWorkedOff(scene), SETTLE_SECONDS))) {
      complain(`not all was stored within ${SETTLE_SECONDS} s`)
    }
  } finally {
    for (const host of HOST_NAMES) surroundings.hosts[host].mend()
    await sender.stop()
    balance = await watch.stop()
    problems.push(...(await endAll(crew, scenario)))
  }
  const confirmed = () => Number.POSITIVE_INFINITY
  const verdict = await judge({ ...surroundings, model, confirmed }, {})
  problems.push(...verdict.problems, ...(await rollupProblems(surroundings)))
  if (balance.missing > 0) complain(`${balance.missing} were nowhere for a while`)
  if (balance.doubled > 0) complain(`${balance.doubled} had two rows for a while`)
  return { ...verdict, scenario: scenario.name, balance, notes, problems }
}

/** The tables and roles of a version, keys, and follow switched on. */
async function prepare(surroundings: Surroundings, version?: OlderVersion) {
  const env = surroundings.ownerEnv()
  for (const command of [
    ['migrate', '--roles'],
    ['keys', 'init'],
  ]) {
    const running =
      version === undefined
        ? runCommand(env, command)
        : startProcess(olderCommand(...command), { env, cwd: version.folder }).ended
    const { code, stderr } = await running
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}\n${stderr}`)
  }
  surroundings.giveKeys()
  await surroundings.sql(`GRANT veilgate_worker TO ${WORKER_LOGIN}`)
  await surroundings.sql(`
    INSERT INTO ingest_plan (is_followed, followed_by, followed_since) VALUES (true, 'hosts', now())`)
}

async function allThere({ crew, sql }: Scene, isOlder: boolean) {
  const wanted = isOlder ? WORKERS.length : WORKERS.length + CONSOLES.length
  const isThere = async () => {
    const rows = await sql('SELECT FROM ingest_workers WHERE queue_reached_at IS NOT NULL')
    const health = await Promise.all(CONSOLES.map((host) => crew.health(host)))
    const working = rows.length >= (isOlder ? wanted : WORKERS.length + 1)
    return working && (isOlder || health.every((status) => status === 200))
  }
  if (await until(isThere, START_SECONDS)) return
  const hosts = isOlder ? WORKERS : [...WORKERS, ...CONSOLES]
  const said = hosts.map(
    (host) =>
      `${host}: ${crew
        .on(host)
        .lines.slice(-3)
        .map(({ line }) => line)
        .join(' / ')}`,
  )
  throw new Error(`Not everything is there after ${START_SECONDS} s.\n${said.join('\n')}`)
}

/** Sends all the while; not while the queue cannot be reached. */
function keepSending({ model, random: draw }: { model: Model; random: Scene['random'] }) {
  const ended = new AbortController()
  const work = async () => {
    while (!ended.signal.aborted) {
      await model.send(between(draw, 10, 40)).catch(() => {})
      await sleep(SEND_EVERY_MS, undefined, { signal: ended.signal }).catch(() => {})
    }
  }
  const working = work()
  return {
    stop: () => {
      ended.abort()
      return working
    },
  }
}

async function isWorkedOff({ queue }: Scene): Promise<boolean> {
  const { visible, inFlight, delayed } = await queue().depth()
  return visible + inFlight + delayed === 0
}

/** Nothing ends by itself, and nothing dies of an exception. */
async function endAll(crew: Crew, { mayEnd = false }: Scenario): Promise<string[]> {
  const endings = await crew.stop()
  if (mayEnd) return []
  return endings.map(({ host, ending }) => {
    const last = ending.stderr.trim().split('\n').at(-1)
    return `${host} ended by itself (${ending.code}): ${last}`
  })
}

/** Figures that are kept up to date by several processes, against the logins. */
async function rollupProblems({ ownerEnv }: Surroundings): Promise<string[]> {
  const { code, stdout, stderr } = await runCommand(ownerEnv(), ['rollups', '--check'])
  return code === 0 ? [] : [`rollups --check ended with ${code}: ${stdout}${stderr}`.trim()]
}
