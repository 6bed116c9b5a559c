import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { consoleUnderTest } from './console-under-test'

/** Runs a command on the data of the console under test, to its end. @returns what it printed. */
export async function runCommand(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['lib/cli/bootstrap.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      SQS_QUEUE_URL: '',
      VEILGATE_KEYS_DIR: '',
      VEILGATE_DATA_DIR: consoleUnderTest().dataDir,
      ...env,
    },
  })
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}.`)
  return printed
}
