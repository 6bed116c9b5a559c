import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Target } from '@/test/load/floods'
import { programArgs } from '@/test/support/programs/compile-programs'

/** What somebody beside a flood met. */
export type Seen = { health: number[]; loginsMs: number[] }

const TIMEOUT_MS = 60_000

/** As `watch`, in a process of its own: a flood keeps the process that makes it busy. */
export async function watchApart(target: Target, ended: AbortSignal): Promise<Seen> {
  const child = spawn(process.execPath, programArgs('watch-console'), {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const seen = text(child.stdout)
  child.stdin.write(`${JSON.stringify(target)}\n`)
  if (!ended.aborted) await once(ended, 'abort')
  child.stdin.end()
  return JSON.parse(await seen, (_, value) => value ?? Number.POSITIVE_INFINITY)
}

/** Asks for the health and, signed in, for the logins, again and again until `ended` is aborted. */
export async function watch({ url, cookie }: Target, ended: AbortSignal): Promise<Seen> {
  const seen: Seen = { health: [], loginsMs: [] }
  const health = async () => {
    const { status } = await ask(`${url}/api/health`)
    seen.health.push(status)
  }
  const logins = async () => {
    const startedMs = performance.now()
    const { status } = await ask(`${url}/logins`, { cookie })
    seen.loginsMs.push(status === 200 ? performance.now() - startedMs : Number.POSITIVE_INFINITY)
  }
  await Promise.all([again(health, ended), again(logins, ended)])
  return seen
}

/** At least once. */
async function again(act: () => Promise<void>, ended: AbortSignal) {
  do {
    await act()
    await sleep(250, undefined, { signal: ended }).catch(() => undefined)
  } while (!ended.aborted)
}

async function ask(url: string, headers: Record<string, string> = {}): Promise<{ status: number }> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const response = await fetch(url, { headers, signal, redirect: 'manual' })
    await response.arrayBuffer()
    return response
  } catch {
    return { status: 0 }
  }
}
