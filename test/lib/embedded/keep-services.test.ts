import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeDataDir, readState } from '@/lib/embedded/data-dir'
import { keepServices } from '@/lib/embedded/keep-services'
import { queueServerRuns, startQueueServer, stopQueueServer } from '@/lib/embedded/queue-server'
import { makeTestFolder } from '@/test/support/servers/test-folder'

let dataDir = ''
beforeEach(() => {
  dataDir = makeTestFolder('veilgate-kept-')
  makeDataDir(dataDir)
})
afterEach(async () => {
  await stopQueueServer(dataDir)
  rmSync(dataDir, { recursive: true })
})

it('starts a queue again that dies, at the same port, says what was lost, and ends when told to', async () => {
  const { port } = await startQueueServer(dataDir)
  const said: string[] = []
  const services = { dataDir, postgresFolder: null, embeddedQueue: true }
  const end = keepServices(services, (line) => said.push(line))
  const identity = readState<{ process: string }>(join(dataDir, 'queue.json'))?.process ?? ''
  process.kill(Number(identity.split('@')[0]), 'SIGKILL')
  await expect.poll(() => said.length > 0 && queueServerRuns(dataDir)).toBe(true)
  await end()
  expect(said).toEqual([
    'The embedded queue died, and what waited in its memory with it. It is started again.',
  ])
  expect(await startQueueServer(dataDir)).toEqual({ port })
})
