import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { boundLog, logTail, openLog } from '@/lib/embedded/log-file'

it('has a bound while its service runs, which goes on writing to it', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'veilgate-log-'))
  mkdirSync(join(dataDir, 'logs'))
  const path = join(dataDir, 'logs', 'queue.log')
  const log = openLog(dataDir, 'queue')
  expect(statSync(path).mode & 0o077).toBe(0)
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

it('is told of by its last lines', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'veilgate-log-'))
  mkdirSync(join(dataDir, 'logs'))
  expect(logTail(dataDir, 'queue')).toBe('')
  const log = openLog(dataDir, 'queue')
  writeSync(log, Array.from({ length: 20 }, (_, at) => `line ${at}\n`).join(''))
  expect(logTail(dataDir, 'queue', 2)).toBe('line 18\nline 19')
  expect(logTail(dataDir, 'queue').split('\n')).toHaveLength(8)
  closeSync(log)
  rmSync(dataDir, { recursive: true })
})

it('is set aside where it is long when its service is started', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'veilgate-log-'))
  mkdirSync(join(dataDir, 'logs'))
  const path = join(dataDir, 'logs', 'queue.log')
  writeFileSync(path, 'x'.repeat(5_000_001))
  closeSync(openLog(dataDir, 'queue'))
  expect([statSync(path).size, statSync(`${path}.1`).size]).toEqual([0, 5_000_001])
  rmSync(dataDir, { recursive: true })
})
