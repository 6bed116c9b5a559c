import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { provideEnv } from '@/lib/env'
import { anchorRows } from '@/lib/reveal/anchor-rows'
import { PASSPHRASE } from '@/test/support/pipeline'
import { runCli } from '@/test/support/programs/cli'
import { initQuickKeys } from '@/test/support/quick-keys'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
let keysDir = ''

beforeEach(async () => {
  keysDir = `${services.dataDir()}/keys-${randomUUID()}`
  provideEnv({ VEILGATE_KEYS_DIR: keysDir })
  await initQuickKeys(PASSPHRASE)
  anchorRows()
})

async function append(count: number) {
  const about = { userId: 'u-1', userName: 'ann@example.com', reason: 'A stolen phone' }
  for (let at = 0; at < count; at += 1) {
    await recordInRevealLog({ action: 'reveal', outcome: 'asked', subject: `${at}`, ...about })
  }
}

/** As the tables' owner does it who knows the program: no row tells of it. */
async function rewriteWithout(id: number) {
  await services.query('SET session_replication_role = replica')
  await services.query(`DELETE FROM reveal_log WHERE id = ${id}`)
  await services.query(`
    DO $$
    DECLARE entry reveal_log; previous char(64) := repeat('0', 64); n bigint := 0;
    BEGIN
      FOR entry IN SELECT * FROM reveal_log ORDER BY id LOOP
        DELETE FROM reveal_log WHERE reveal_log.id = entry.id;
        n := n + 1; entry.id := n; entry.previous_hash := previous;
        entry.hash := reveal_log_hash(entry); previous := entry.hash;
        INSERT INTO reveal_log SELECT entry.*;
      END LOOP;
    END $$`)
  await services.query('SET session_replication_role = origin')
}

const verify = (...args: string[]) => runCli('audit', ['--verify', ...args])
const anchorsPath = () => `${keysDir}/anchors.jsonl`

describe('npm run audit', { timeout: 300_000 }, () => {
  it('finds a log out that its owner wrote anew, also after the console went on with it', async () => {
    await append(4)
    const whole = await verify()
    expect(whole).toMatchObject({ code: 0 })
    expect(whole.stdout).toMatch(/Held against 4 signed anchors; the newest, in the keys folder/)
    expect((await stat(anchorsPath())).mode & 0o777).toBe(0o600)

    await rewriteWithout(2)
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact', rows: 3 })
    await append(3)
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact', rows: 6 })
    const found = await verify()
    expect(found).toMatchObject({ code: 1 })
    expect(found.stdout).toMatch(/^BROKEN at row 2: .*rewritten/)
  })

  it('takes an anchor from a file that was kept elsewhere, and the log lines of a console', async () => {
    const elsewhere = `${services.dataDir()}/${randomUUID()}.jsonl`
    const lines: string[] = []
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      lines.push(String(text))
      return true
    })
    await append(3).finally(() => spy.mockRestore())
    expect(await runCli('audit', ['--anchor', elsewhere])).toMatchObject({ code: 0 })
    const consoleLog = `${elsewhere}.log`
    await writeFile(consoleLog, `A line of another program\n{"level":"info"}\n${lines.join('')}`)
    await rm(anchorsPath())
    expect((await verify()).stdout).toContain('There is no anchor')
    for (const file of [elsewhere, consoleLog]) {
      expect(await verify('--anchor', file)).toMatchObject({ code: 0 })
    }
    await rewriteWithout(1)
    expect(await verify()).toMatchObject({ code: 0 })
    for (const [file, row] of [
      [elsewhere, 3],
      [consoleLog, 1],
    ]) {
      const { code, stdout } = await verify('--anchor', String(file))
      expect({ code, stdout }).toEqual({
        code: 1,
        stdout: expect.stringContaining(`BROKEN at row ${row}: `),
      })
    }
  })

  it('trusts no anchor that its key did not sign', async () => {
    await append(2)
    const text = await readFile(anchorsPath(), 'utf8')
    await writeFile(anchorsPath(), text.replace('"id":"2"', '"id":"1"'))
    expect(await verify()).toMatchObject({ code: 1, stdout: expect.stringMatching(/not signed/) })
    await writeFile(anchorsPath(), text)
    for (const name of ['audit.key.json', 'audit.pub.json']) {
      await rename(`${keysDir}/${name}`, `${keysDir}/${name}.away`)
    }
    await append(1)
    expect(await verify()).toMatchObject({ code: 1, stdout: expect.stringMatching(/not signed/) })
  })

  it('wants to be told what to do', async () => {
    expect((await runCli('audit')).stderr).toContain('Either --verify or --anchor is needed.')
    const args = ['--anchor', `${services.dataDir()}/none`, '--head', `1:${'0'.repeat(64)}`]
    expect((await runCli('audit', args)).stderr).toContain('--head goes with --verify.')
  })
})
