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

const FAILING = `
  import { runCommand } from './lib/cli/launch/run-command.ts'
  const main = async () => {
    throw Object.assign(new Error('canary'), JSON.parse(process.argv[1]))
  }
  await runCommand(async () => ({ main }), [])
`

/** What a command prints that fails so, and its exit code. */
async function failWith(what: { code: string; meta?: { where: string } }) {
  const run = ['--import=tsx', '--input-type=module', '-e', FAILING, JSON.stringify(what)]
  const child = spawn(process.execPath, run)
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  return { said, code }
}

it.each([
  ['ECONNREFUSED', 'cannot be reached: nothing listens there. Start it, or correct DATABASE_URL'],
  ['42501', 'refuses a right to the user of DATABASE_URL. .* such as the owner of the tables'],
  ['53300', 'has no connection to spare. Raise .*'],
])('says alone what the server of the database is to blame for: %s', async (code, words) => {
  const meta = { where: 'db.example.com:5432/logins (DATABASE_URL)' }
  const { said, code: exitCode } = await failWith({ code, meta })
  expect(said).toMatch(
    new RegExp(`^The database at db.example.com:5432/logins ${words} \\(${code}\\)\\.\n$`),
  )
  expect(exitCode).toBe(1)
})

it('says of any other failure where it came from, and never its message', async () => {
  for (const what of [{ code: 'ECONNREFUSED' }, { code: '23505', meta: { where: 'h/d (V)' } }]) {
    const { said, code } = await failWith(what)
    expect(said).toMatch(/^Something went wrong: .*\nError\n {4}at /)
    expect(said).not.toContain('canary')
    expect(code).toBe(1)
  }
})

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
