import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { freePort } from '../../lib/embedded/free-port'
import { clusterFolder, readPostgresState } from '../../lib/embedded/postgres-state'
import { removeDataDir } from '../../lib/embedded/remove-data-dir'
import { REVEAL_SHOWN_SECONDS } from '../../lib/model/reveal/reveal'
import { filesOf, formsOf } from '../support/hostile/canary-forms'
import { makeTestFolder } from '../support/servers/test-folder'
import { ADMIN, signInByForm } from './support/accounts'
import { findToken, PASSPHRASE, REASON, reveal } from './support/admin'
import { shownIn } from './support/answers'
import { dumpEmbedded, loginsOfConsole } from './support/embedded-database'
import { ingestAll, toOverview } from './support/ingest-all'
import { goTo } from './support/pages/go-to'

const [IP, DEVICE, BAD_IP, BAD_DEVICE, NO_JSON] = [
  ...['198.51.100.77', '846-21-9573', '198.51.100.78.9', '846-21-9574', 'not json 846-21-9575'],
] as [string, string, string, string, string]
const SECRETS = [IP, DEVICE, '198.51.100.78', BAD_DEVICE, '846-21-9575', PASSPHRASE, ADMIN.password]

let dataDir = ''
let port = 0
let console: ChildProcess | undefined
/** All that the console and the commands ever printed. */
let printed = ''

test.beforeAll(async () => {
  dataDir = makeTestFolder('veilgate-session-')
  chmodSync(dataDir, 0o711)
  port = await freePort()
  console = run('start')
  await expect.poll(() => printed, { timeout: 120_000 }).toContain('Veilgate is ready')
})

test.afterAll(async () => {
  await stop()
  removeDataDir(dataDir)
})

test('after all that an admin can do, no original is in the database, a file or a log', async ({
  browser,
}) => {
  test.setTimeout(400_000)
  const page = await (await browser.newContext({ baseURL: `http://127.0.0.1:${port}` })).newPage()
  await signInByForm(page, ADMIN, '/')
  const good = { app_version: '2.3.0', device_type: 'ios', locale: 'DE', ip: IP, device_id: DEVICE }
  const file = join(dirname(dataDir), `${dataDir.split('/').at(-1)}.jsonl`)
  const lines = [
    ...['session-person', 'another-person'].map((user_id) => ({ ...good, user_id })),
    { user_id: 'session-rejected', ip: BAD_IP, device_id: BAD_DEVICE },
  ]
  writeFileSync(file, [...lines.map((line) => JSON.stringify(line)), NO_JSON].join('\n'))
  await command('sample', '--file', file)
  rmSync(file)
  await ingest(page)

  const device = await findToken(page, 'Device id', DEVICE)
  const ip = await findToken(page, 'IP', IP)
  for (const path of [
    ...['/logins?view=all', `/logins?device=${device}&ip=${ip}`, '/devices', `/devices/${device}`],
    ...['/ips', `/ips/${ip}`, '/rejected', '/runs', '/runs/1', '/audit', '/settings/users'],
  ]) {
    const response = await page.request.get(path)
    expect([path, response.status(), shownIn(await response.text()).heading]).toEqual([
      ...[path, 200, expect.stringMatching(/./)],
    ])
  }
  await page.request.get(`/api/logins/export?device=${device}`)
  await reveal(page, [device, ip], 'not the passphrase')
  await expect(page.getByRole('alert').first()).toContainText('The passphrase is wrong')
  await reveal(page, [device, ip])
  await expect(page.getByRole('region', { name: 'Tokens and originals' })).toContainText(IP)
  expect(await loginsOfConsole(dataDir)).toEqual([
    'veilgate_console_login',
    'veilgate_reveal_login',
  ])
  await page
    .getByRole('button', { name: /Copy the original/ })
    .first()
    .click()
  await expect(page.getByRole('button', { name: /Copy the original/ }).first()).toContainText(
    /cop/i,
  )
  await aboutRejected(page, 0, 'Open…', `Open for ${REVEAL_SHOWN_SECONDS} s`)
  await expect(page.getByRole('dialog')).toContainText(/846-21-957[45]/)
  await aboutRejected(page, 0, 'Return to the queue…', 'Return 1 message')
  await expect(page.getByRole('complementary', { name: 'Rejected message' })).toContainText(
    'It is on the queue again',
  )
  await aboutRejected(page, 1, 'Discard…', 'Discard 1 message')
  await expect(page.getByRole('complementary', { name: 'Rejected message' })).toContainText(
    'Its body is overwritten',
  )
  await ingest(page)

  await command('keys', 'status')
  const added = await command('keys', 'add-recipient')
  await command('keys', 'rotate-token')
  const recipient = /^([0-9a-f]{32}) can open/m.exec(added)?.[1] ?? ''
  await command('keys', 'remove-recipient', recipient)
  const renewed = await findToken(page, 'Device id', DEVICE)
  expect(renewed).not.toBe(device)
  await reveal(page, [renewed])
  await expect(page.getByRole('region', { name: 'Tokens and originals' })).toContainText(DEVICE)
  await goTo(page, '/settings/erase')
  await page.getByLabel('User id').fill('session-person')
  await page.getByRole('button', { name: 'See what would be erased' }).click()
  await page.getByRole('button', { name: /^Erase \d+ logins?…$/ }).click()
  await page.getByLabel('Reason').fill(REASON)
  await page.getByLabel('Vault passphrase').fill(PASSPHRASE)
  await page.getByRole('button', { name: /^Erase \d+ logins?$/ }).click()
  await expect(page.getByRole('region', { name: 'What was erased' })).toContainText('Backups')
  await command('audit', '--verify')
  await page.context().close()

  const rows = await dumpEmbedded(dataDir)
  await stop()
  expect(rows).toContain(renewed)
  expect(rows).toContain('returned')
  for (const secret of SECRETS) {
    for (const form of formsOf(secret)) {
      expect(rows.includes(form), `${secret} in the database`).toBe(false)
      expect(printed.includes(form), `${secret} printed`).toBe(false)
    }
  }
  // Of Postgres, too: its tables, its write-ahead log and its own log, as they lie on the disk.
  const folders = [dataDir, clusterFolder(dataDir, readPostgresState(dataDir) as never)]
  const files = folders.flatMap(filesOf)
  expect(
    files.some((path) => readFileSync(path).includes(renewed)),
    'the right files',
  ).toBe(true)
  expect(printed).toContain('The reveal log is whole')
  expect(files.flatMap(secretsIn)).toEqual([])
})

/** Starts a command of the console's, and keeps what it prints. */
function run(name: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['lib/cli/bootstrap.mjs', name, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      SQS_QUEUE_URL: '',
      VEILGATE_KEYS_DIR: '',
      PORT: String(port),
      VEILGATE_DATA_DIR: dataDir,
      VEILGATE_HOST: '127.0.0.1',
      VEILGATE_ADMIN_EMAIL: ADMIN.email,
      VEILGATE_ADMIN_PASSWORD: ADMIN.password,
      VEILGATE_VAULT_PASSPHRASE: PASSPHRASE,
      VEILGATE_NEW_VAULT_PASSPHRASE: 'of somebody else altogether',
    },
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk
    })
  }
  return child
}

/** Runs a command to its end. @returns what was printed meanwhile. */
async function command(name: string, ...args: string[]): Promise<string> {
  const before = printed.length
  const [code] = await once(run(name, ...args), 'close')
  expect([name, args, code, printed.slice(before)]).toEqual([name, args, 0, expect.any(String)])
  return printed.slice(before)
}

async function stop() {
  if (console === undefined || console.exitCode !== null) return
  const closed = once(console, 'close')
  console.kill('SIGTERM')
  await closed
}

async function ingest(page: Page) {
  await toOverview(page)
  await ingestAll(page)
}

async function aboutRejected(page: Page, at: number, open: string, confirm: string) {
  await goTo(page, '/rejected')
  await page.locator('tbody tr').nth(at).click()
  await page.getByRole('button', { name: open }).click()
  await page.getByLabel('Reason').fill(REASON)
  const passphrase = page.getByLabel('Vault passphrase')
  if ((await passphrase.count()) > 0) await passphrase.fill(PASSPHRASE)
  await page.getByRole('button', { name: confirm }).click()
}

function secretsIn(path: string): string[] {
  const bytes = readFileSync(path)
  return SECRETS.filter((secret) => formsOf(secret).some((form) => bytes.includes(form))).map(
    (secret) => `${secret} in ${path}`,
  )
}
