import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { predecessorRuns, WebProcess } from '@/lib/cli/start/web-process'
import { readState, writeState } from '@/lib/embedded/data-dir'
import { freePort } from '@/lib/embedded/free-port'
import { isRunning, processIdentity } from '@/lib/embedded/process-identity'
import { provideEnv } from '@/lib/env'
import { makeTestFolder } from '@/test/support/servers/test-folder'

const ANSWERS = `
  require('node:http').createServer((_, answer) => answer.end(JSON.stringify(process.env)))
    .listen(Number(process.env.PORT), process.env.HOSTNAME)`

const root = process.cwd()
let [dataDir, port, said] = ['', 0, '']
beforeEach(async () => {
  dataDir = makeTestFolder('veilgate-web-')
  port = await freePort()
  said = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text
    return true
  })
})
afterEach(() => {
  process.chdir(root)
  vi.useRealTimers()
  vi.restoreAllMocks()
  provideEnv({ VEILGATE_VAULT_PASSPHRASE: '' })
})

/** A console that is made of this program; what its launcher does when it gives it up. */
function makeWeb(program: string, onGiveUp = () => {}) {
  const folder = join(dataDir, 'image')
  mkdirSync(folder)
  writeFileSync(join(folder, 'server.js'), program)
  process.chdir(folder)
  return new WebProcess({ host: '127.0.0.1', port, dataDir, mode: 'standalone' }, onGiveUp)
}

const stateFile = () => join(dataDir, `web-${port}.json`)
const identity = () => readState<{ process: string }>(stateFile())?.process ?? ''

it('is started until it answers, without the secrets of the setup, and ended', async () => {
  provideEnv({ VEILGATE_VAULT_PASSPHRASE: 'canary over the harbour' })
  const web = makeWeb(ANSWERS)
  await web.start()
  const its = await (await fetch(`http://127.0.0.1:${port}/`)).json()
  expect(its).toMatchObject({ HOSTNAME: '127.0.0.1', VEILGATE_VAULT_PASSPHRASE: '' })
  expect(isRunning(identity())).toBe(true)
  // Its launcher lives: it is nobody's predecessor.
  expect(predecessorRuns(dataDir, port)).toBe(false)
  writeState(stateFile(), { process: identity(), launcher: `${processIdentity(process.pid)}0` })
  expect(predecessorRuns(dataDir, port)).toBe(true)
  await web.stop()
  expect([isRunning(identity()), predecessorRuns(dataDir, port), said]).toEqual([false, false, ''])
})

it('is started again where it dies', async () => {
  const web = makeWeb(ANSWERS)
  await web.start()
  const first = identity()
  process.kill(Number(first.split('@')[0]), 'SIGKILL')
  await expect.poll(() => isRunning(identity()) && identity() !== first).toBe(true)
  expect(said).toBe('The console died (SIGKILL). It is started again.\n')
  await web.stop()
})

it('is given up where it dies five times in a row, and said not to answer', async () => {
  const onGiveUp = vi.fn()
  const web = makeWeb('process.exit(3)', onGiveUp)
  await expect(web.start()).rejects.toThrow('The console does not answer')
  await expect.poll(() => onGiveUp.mock.calls.length).toBe(1)
  expect(said.match(/It is started again\./g)).toHaveLength(4)
  expect(said).toMatch(/The console died again \(code 3\), the 5th time within a minute\.\n$/)
})

it('is not started again once it was told to end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const web = makeWeb('process.exit(3)')
  const started = web.start()
  await expect.poll(() => said).toContain('It is started again.')
  const only = identity()
  await web.stop()
  await started
  await vi.advanceTimersByTimeAsync(60_000)
  expect(identity()).toBe(only)
})

it('is killed where it does not end within twenty seconds', async () => {
  const web = makeWeb(`process.on('SIGTERM', () => {}); ${ANSWERS}`)
  await web.start()
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const stopped = web.stop()
  await vi.advanceTimersByTimeAsync(19_999)
  expect(isRunning(identity())).toBe(true)
  await vi.advanceTimersByTimeAsync(1)
  await stopped
  expect(isRunning(identity())).toBe(false)
})
