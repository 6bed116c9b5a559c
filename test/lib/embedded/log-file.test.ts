import { closeSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { boundLog, openLog } from '@/lib/embedded/log-file'

it('has a bound while its service runs, which goes on writing to it', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'veilgate-log-'))
  mkdirSync(join(dataDir, 'logs'))
  const path = join(dataDir, 'logs', 'queue.log')
  const log = openLog(dataDir, 'queue')
  writeSync(log, 'first\n')
  boundLog(dataDir, 'queue', 5)
  writeSync(log, 'next\n')
  boundLog(dataDir, 'queue', 5)
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('first\n')
  expect(readFileSync(path, 'utf8')).toBe('next\n')
  boundLog(dataDir, 'no such service', 5)
  closeSync(log)
  rmSync(dataDir, { recursive: true })
})
