import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { scanLogs } from '@/test/soak/verdict/scan-logs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'veilgate-logs-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('counts what nobody caught and what is no log’s to hold, log by log', async () => {
  const fine = '{"level":"warn","event":"worker.heartbeat-failed","failures":3}\n'
  writeFileSync(join(folder, 'worker-1.log'), fine)
  writeFileSync(
    join(folder, 'worker-2.log'),
    `${fine}{"level":"error","event":"process.uncaughtException"}\nfor soak-user-1\n`,
  )
  writeFileSync(
    join(folder, 'console.log'),
    'The console died (code 1). It is started again.\nfrom 2001:db8:1:2::3:4\nof 123-45-6789',
  )
  expect(await scanLogs(folder)).toEqual({
    uncaught: { 'worker-2': 1, console: 1 },
    originals: { 'worker-2': 1, console: 2 },
  })
})
