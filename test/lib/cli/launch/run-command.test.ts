import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'

const PROGRAM = `
  import { setTimeout as sleep } from 'node:timers/promises'
  import { runCommand } from './lib/cli/launch/run-command.ts'
  const main = async () => {
    for (const line of ['one', 'two', 'three']) {
      console.log(line)
      await sleep(50)
    }
    console.error('done')
    return 0
  }
  await runCommand(async () => ({ main }), [])
`

it('does what it began where nobody reads on', async () => {
  const child = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', PROGRAM])
  child.stdout.once('data', () => child.stdout.destroy())
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  expect([said, code]).toEqual(['done\n', 0])
})
