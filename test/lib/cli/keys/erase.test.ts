import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { eraseCommand } from '@/lib/cli/keys/erase'
import { makeTestFolder } from '@/test/support/servers/test-folder'

const TOGETHER = '--replace-user-id, --reason and --ticket go with --user.'

it.each([
  [['--list', '--reason', 'asked to']],
  [['--list', '--ticket=T-1']],
  [['--replay', 'erasures.jsonl', '--replace-user-id']],
])('refuses what only the erasure of one person takes: %j', (args) => {
  expect(() => eraseCommand.parse('npm run keys -- erase', args)).toThrow(TOGETHER)
})

it.each([
  [['--list']],
  [['--replay', 'erasures.jsonl']],
  [['--user', 'u1', '--replace-user-id', '--reason', 'asked to', '--ticket', 'T-1']],
])('takes %j', (args) => {
  expect(eraseCommand.parse('npm run keys -- erase', args)).toBeTypeOf('function')
})

it('refuses to replay a list that is empty', async () => {
  const path = join(makeTestFolder('veilgate-erasures-'), 'erasures.jsonl')
  writeFileSync(path, '\n')
  const work = eraseCommand.parse('npm run keys -- erase', ['--replay', path])
  const services = { dataDir: '', postgresFolder: null, embeddedQueue: false }
  await expect(work?.(services)).rejects.toThrow(`There is no erasure in ${path}.`)
})
