import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import { processIdentity } from '@/lib/embedded/process-identity'
import { ROOT } from '@/test/support/sources/root'

const COMMAND = `
  import { withServices } from './lib/embedded/services.ts'
  process.once('exit', (code) => console.log('ended with ' + code))
  await withServices(async () => {
    console.log(process.pid)
    setInterval(() => console.log('works'), 500)
    if (process.env.SLOW) process.once('SIGTERM', () => setTimeout(() => process.exit(0), 2_500))
    await new Promise(() => {})
  })
`
const STARTED = {
  direct: `spawn(process.execPath, process.argv.slice(1), { stdio: 'inherit' })`,
  shell: `spawn('sh', ['-c', '"$0" "$@"; :', process.execPath, ...process.argv.slice(1)], { stdio: 'inherit' })`,
}
const NODE_ARGS = ['--import=tsx', '--input-type=module', '-e', COMMAND]

let started: { child: ChildProcess; lines(): string[] } | undefined
afterEach(() => {
  started?.child.kill('SIGKILL')
  const commandPid = Number(started?.lines()[0])
  if (commandPid > 0 && processIdentity(commandPid) !== null) process.kill(commandPid, 'SIGKILL')
})

/** A program that starts what follows it, as npm starts a command: with a shell in between or without. */
function starter(how: keyof typeof STARTED): string[] {
  const start = `require('node:child_process').${STARTED[how]}`
  return ['-e', `${start}.once('exit', () => process.exit())`, '--']
}

/** Starts the command by other programs. @returns the first of these, and what the command has printed. */
function start(args: string[], variables: Record<string, string> = {}) {
  const child = spawn(process.execPath, [...args, ...NODE_ARGS], {
    cwd: ROOT,
    env: {
      ...process.env,
      npm_lifecycle_event: 'ingest',
      DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/nowhere',
      SQS_QUEUE_URL: 'http://127.0.0.1:1/000000000000/nothing',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  started = { child, lines: () => printed.trim().split('\n') }
  return started
}

it.each(['direct', 'shell'] as const)('ends a command whose npm has died: %s', async (how) => {
  const { child, lines } = start(starter(how))
  await expect.poll(lines).toContain('works')
  child.kill('SIGKILL')
  await once(child, 'close')
  expect(lines().at(-1)).toBe('ended with 143')
})

it('leaves a command alone whose npm goes on, though what started npm has ended', async () => {
  const { child, lines } = start([...starter('direct'), ...starter('direct')])
  await expect.poll(lines).toContain('works')
  const before = lines().length
  child.kill('SIGKILL')
  // It looks once a second.
  await expect.poll(() => lines().length).toBeGreaterThan(before + 6)
  expect(lines().at(-1)).toBe('works')
})

it('does not hurry a command that ends already, as where all of a service get a SIGTERM', async () => {
  const { child, lines } = start(starter('shell'), { SLOW: 'yes' })
  await expect.poll(lines).toContain('works')
  process.kill(Number(lines()[0]), 'SIGTERM')
  child.kill('SIGKILL')
  await once(child, 'close')
  expect(lines().at(-1)).toBe('ended with 0')
})
