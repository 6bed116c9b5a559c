import { setTimeout as sleep } from 'node:timers/promises'
import { clientProblems } from '@/test/chaos/client'
import { type Console, startConsole } from '@/test/chaos/console'
import { countWaiting, type Drainer, keepDraining } from '@/test/chaos/drainer'
import { DEFAULTS, type Fault, type Scene } from '@/test/chaos/fault'
import { judge, type Verdict } from '@/test/chaos/judge'
import { createModel, type Model } from '@/test/chaos/model'
import type { System } from '@/test/chaos/system'
import { watchWords } from '@/test/chaos/watch-words'

/** One line of the table. */
export type Outcome = Verdict & {
  fault: string
  /** Which client received and deleted. */
  client: string
  /** How often it struck. */
  times: number
  /** Where it was said while it lasted. */
  told: string[]
  /** From its end until the next message was stored; null where none was. */
  recoveredSeconds: number | null
  /** What was not as it must be, in words; none where it passed. */
  problems: string[]
}

const WAITING = 300
const SEND_EVERY_MS = 200
const SEND = 10
const FIRST_ROW_SECONDS = 120
/** How much longer than it has to last a fault goes on until somebody says it. */
const TELLING_SECONDS = 30
/** From the end of the fault until everything is stored and every process has ended by itself. */
const SETTLE_SECONDS = 150

/**
 * Strikes a fault while messages come and `ingest` works, ends it, waits until everything is stored,
 * and holds what came of it against every message that was sent.
 */
export async function runFault(system: System, fault: Fault): Promise<Outcome> {
  const { seconds, ingests, maxReceiveCount, ...fixed } = { ...DEFAULTS, ...fault }
  await system.renew({ maxReceiveCount })
  const receivesBefore = system.queueProxy.receives()
  const model = createModel(system, fault.name.replaceAll(/\W+/g, '-'))
  await model.send(WAITING)
  let lasts = false
  const consoles: Console[] = []
  const drainers = Array.from({ length: ingests }, () => keepDraining(system, () => !lasts))
  const scene: Scene = { ...system, drainers, consoles, model, seconds }
  const sender = keepSending(model)
  const problems: string[] = []
  try {
    while (consoles.length < fixed.consoles) consoles.push(await startConsole(system))
    for (const console of consoles) await console.ingestNow()
    if (!(await until(async () => (await countKept(system)) > 0, FIRST_ROW_SECONDS))) {
      const said = drainers.flatMap((drainer) => drainer.said(0)).slice(-5)
      throw new Error(`Nothing was stored before the fault began: ${said.join(' / ')}`)
    }
    lasts = true
    const struckAtMs = Date.now()
    const words = watchWords(scene, struckAtMs)
    const heal = await fault.provoke(scene)
    await sleep(Math.max(0, struckAtMs + seconds * 1_000 - Date.now()))
    // On a slow machine a fault that strikes now and then may not have struck yet.
    await until(() => toldProblems(fault, words.told()).length === 0, TELLING_SECONDS)
    const told = await words.stop()
    const times = await heal()
    lasts = false
    const healedAtMs = Date.now()
    const recoveredSeconds = await recover(system, fault, healedAtMs)
    await sender.stop()
    const settled = await settle(system, drainers)
    await Promise.all([...drainers, ...consoles].map((each) => each.stop()))
    const verdict = await judge(scene, fault)
    problems.push(...verdict.problems, ...endProblems(fault, drainers, { struckAtMs, healedAtMs }))
    if (recoveredSeconds === null) problems.push('work did not go on by itself')
    if (!settled) problems.push(`not all was stored within ${SETTLE_SECONDS} s`)
    problems.push(...toldProblems(fault, told), ...clientProblems(system, receivesBefore))
    const client = system.env.VEILGATE_SQS_CALLS ?? 'json'
    return { ...verdict, fault: fault.name, client, times, told, recoveredSeconds, problems }
  } finally {
    await sender.stop()
    await Promise.all([...drainers, ...consoles].map((each) => each.stop()))
  }
}

function keepSending(model: Model) {
  const ended = new AbortController()
  const work = async () => {
    while (!ended.signal.aborted) {
      await model.send(SEND)
      await sleep(SEND_EVERY_MS, undefined, { signal: ended.signal }).catch(() => {})
    }
  }
  const working = work()
  // Whoever stops it hears of its failure.
  working.catch(() => {})
  return {
    stop: () => {
      ended.abort()
      return working
    },
  }
}

/** Waits for the first message that is stored after the end of the fault. */
async function recover(system: System, fault: Fault, healedAtMs: number): Promise<number | null> {
  const { recoverySeconds } = { ...DEFAULTS, ...fault }
  let before: number | null = null
  const isGoingOn = async () => {
    const now = await countKept(system).catch(() => null)
    before ??= now
    return now !== null && before !== null && now > before
  }
  return (await until(isGoingOn, recoverySeconds)) ? (Date.now() - healedAtMs) / 1_000 : null
}

/** Whether every `ingest` ends by itself, and the queue is empty then. */
async function settle(system: System, drainers: readonly Drainer[]): Promise<boolean> {
  let finished = false
  Promise.all(drainers.map((drainer) => drainer.finish())).then(
    () => {
      finished = true
    },
    // Whoever stops them hears of it.
    () => {},
  )
  return until(async () => finished && (await countWaiting(system)) === 0, SETTLE_SECONDS)
}

/** How the processes under test ended is part of what they say. */
function endProblems(
  { mayEnd = false }: Fault,
  drainers: readonly Drainer[],
  { struckAtMs, healedAtMs }: { struckAtMs: number; healedAtMs: number },
): string[] {
  const endings = drainers.flatMap((drainer) => drainer.endings).filter((each) => !each.signalled)
  const early = endings.filter(({ left, atMs }) => left > 0 && atMs > struckAtMs)
  const untrue = early.filter(({ code, atMs }) => code === 0 && atMs > healedAtMs)
  const silent = endings.filter(({ stdout, stderr }) => {
    return stdout === '' && stderr.includes('"event":"run.started"')
  })
  const lastWords = ({ stderr }: { stderr: string }) => stderr.trim().split('\n').at(-1)
  return [
    ...(mayEnd ? [] : early.map((each) => `ingest ended (${each.code}): ${lastWords(each)}`)),
    ...untrue.map(({ left }) => `ingest said it was finished with ${left} messages left`),
    ...silent.map((each) => `ingest printed no ledger: ${lastWords(each)}`),
  ]
}

function toldProblems(fault: Fault, told: readonly string[]): string[] {
  const where = fault.told ?? DEFAULTS.told
  if (where === 'nobody' || (where === 'anywhere' && told.length > 0)) return []
  if (where === 'run' && told.includes('run')) return []
  return [where === 'run' ? 'the run did not say it' : 'nobody said it']
}

async function countKept(system: System): Promise<number> {
  const [row] = await system.sql<{ kept: number }>(
    'SELECT ((SELECT count(*) FROM user_logins) + (SELECT count(*) FROM rejected_messages))::int AS kept',
  )
  return row?.kept ?? 0
}

async function until(holds: () => boolean | Promise<boolean>, seconds: number): Promise<boolean> {
  for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline; await sleep(500)) {
    if (await holds()) return true
  }
  return false
}
