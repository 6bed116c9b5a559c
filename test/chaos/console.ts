import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sessionCookieName } from '@/lib/auth/session/session-cookie'
import { buildConsole } from '@/lib/cli/build/build-console'
import { readState } from '@/lib/embedded/data-dir'
import { freePort } from '@/lib/embedded/free-port'
import { type Process, startCommand } from '@/test/chaos/processes'
import type { System } from '@/test/chaos/system'
import { builtActions } from '@/test/support/hostile/doors'
import { OPERATOR } from '@/test/support/programs/start-console'

/** `npm start` on the database and the queue of the suite, with somebody signed in. */
export type Console = {
  launcher: Process
  webPid(): number
  /** Clicks “Ingest now”. */
  ingestNow(): Promise<void>
  /** Whether `/api/health` answers that all is well. */
  isHealthy(): Promise<boolean>
  stop(): Promise<void>
}

const SECRET = 'only for the suite, at least 32 characters'
const TOKEN = 'session-of-the-suite'
const START_SECONDS = 180

/** Builds the console where that is due, starts it and waits until it answers. */
export async function startConsole(system: System): Promise<Console> {
  await buildConsole(new AbortController().signal)
  const port = await freePort()
  const launcher = startCommand(
    {
      ...system.env,
      PORT: String(port),
      VEILGATE_AUTH_SECRET: SECRET,
      // A password that is generated has to be changed before anything is done.
      VEILGATE_OPERATOR_EMAIL: OPERATOR.email,
      VEILGATE_OPERATOR_PASSWORD: OPERATOR.password,
    },
    ['start'],
  )
  const url = `http://127.0.0.1:${port}`
  const started: Console = {
    launcher,
    webPid: () => webPid(system, port),
    ingestNow: () => ingestNow(url),
    isHealthy: () => isHealthy(url),
    stop: async () => {
      launcher.signal('SIGTERM')
      await launcher.ended
    },
  }
  for (const deadline = Date.now() + START_SECONDS * 1_000; Date.now() < deadline; ) {
    if (await started.isHealthy()) {
      await signIn(system)
      return started
    }
    await sleep(500)
  }
  launcher.signal('SIGKILL')
  const { stdout, stderr } = await launcher.ended
  throw new Error(`The console did not start: ${stdout}${stderr}`)
}

function webPid(system: System, port: number): number {
  const path = `${system.env.VEILGATE_DATA_DIR}/web-${port}.json`
  return Number(readState<{ process: string }>(path)?.process.split('@')[0])
}

/** A session as the operator, past the form. */
async function signIn(system: System) {
  await system.sql(`
    INSERT INTO sessions (id, token, user_id, expires_at, created_at, updated_at)
    SELECT '${TOKEN}', '${TOKEN}', id, now() + interval '1 hour', now(), now()
    FROM users WHERE role = 'operator'
    ON CONFLICT DO NOTHING`)
}

async function ingestNow(url: string) {
  const signature = createHmac('sha256', SECRET).update(TOKEN).digest('base64')
  const cookie = `${sessionCookieName(false, SECRET)}=${encodeURIComponent(`${TOKEN}.${signature}`)}`
  const action = builtActions(process.cwd()).get('ingestNow')
  const response = await fetch(`${url}${action?.path}`, {
    method: 'POST',
    headers: {
      cookie,
      origin: url,
      'next-action': action?.id ?? '',
      'content-type': 'text/plain;charset=UTF-8',
    },
    body: '[]',
  })
  const text = await response.text()
  if (!text.includes('"kind":"done"')) throw new Error(`“Ingest now” was answered: ${text}`)
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(10_000)
    return (await fetch(`${url}/api/health`, { signal })).ok
  } catch {
    return false
  }
}
