import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { main } from '@/lib/cli/ingest'
import { provideEnv } from '@/lib/env'
import { generateLogins } from '@/lib/sample/generate-logins'
import { eventually, ledgerTotals, sendAll, usePipeline } from '@/test/support/pipeline'
import { runCli, startCli } from '@/test/support/programs/cli'

const services = usePipeline()

describe('npm run ingest', () => {
  it('prints one JSON object and nothing else with --json', async () => {
    await sendAll([...generateLogins({ count: 300, seed: 1 }), 'not json'])
    const { code, stdout } = await runCli('ingest', ['--json'])
    const [{ id } = { id: 0 }] = await services.query<{ id: number }>('SELECT id FROM ingest_runs')
    const { seconds, ...ledger } = JSON.parse(stdout)
    expect(ledger).toEqual({
      runId: id,
      received: 301,
      stored: 300,
      duplicates: 0,
      rejected: 1,
      failed: 0,
      acknowledged: 301,
      balanced: true,
    })
    expect(Object.keys(JSON.parse(stdout))).toHaveLength(9)
    expect(seconds).toBeGreaterThan(0)
    expect(code).toBe(0)
  })

  it('prints the ledger as an equation', async () => {
    await sendAll([...generateLogins({ count: 1_200, seed: 1 }), 'not json', '{}'])
    const { code, stdout } = await runCli('ingest')
    expect(stdout).toContain(
      '1,202 received = 1,200 stored + 0 duplicate + 2 rejected   ✓ balanced\n',
    )
    expect(stdout).toContain('1,202 acknowledged\n')
    expect(stdout).toMatch(/^Run \d+ finished after /)
    expect(code).toBe(0)
  })

  it('exits with 1 where something failed', async () => {
    await services.query(`ALTER TABLE user_logins ADD CONSTRAINT refused CHECK (locale <> 'XX')`)
    await sendAll([
      JSON.stringify({ ...JSON.parse([...generateLogins({ count: 1 })][0] ?? ''), locale: 'XX' }),
    ])
    const { code, stdout } = await runCli('ingest')
    await services.query('ALTER TABLE user_logins DROP CONSTRAINT refused')
    expect(stdout).toContain('1 received = 0 stored + 0 duplicate + 0 rejected + 1 failed')
    expect(code).toBe(1)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('stops at %s, and prints the ledger', async (signal) => {
    await sendAll([...generateLogins({ count: 4_000, seed: 1 })])
    provideEnv({ VEILGATE_LANES: '1', VEILGATE_BATCH_SIZE: '10' })
    const { child, ended } = startCli('ingest', ['--json'])
    provideEnv({ VEILGATE_LANES: '', VEILGATE_BATCH_SIZE: '' })
    await eventually(async () => (await ledgerTotals()).stored > 0)
    const signalledAtMs = performance.now()
    child.kill(signal)
    const { code, stdout } = await ended
    expect(performance.now() - signalledAtMs).toBeLessThan(3_000)
    const { received, acknowledged, balanced } = JSON.parse(stdout)
    expect(balanced).toBe(true)
    expect(acknowledged).toBe(received)
    expect(received).toBeLessThan(4_000)
    expect(code).toBe(0)
  })

  it('says that keys are missing, and where to get them', async () => {
    rmSync(`${services.dataDir()}/keys`, { recursive: true })
    await sendAll(['{}'])
    await expect(main([])).rejects.toThrow('npm run keys -- init')
    expect(await services.queue().depth()).toMatchObject({ visible: 1, inFlight: 0 })
  })

  it('refuses flags it does not know', async () => {
    await expect(main(['--jsno'])).rejects.toThrow('--jsno')
    await expect(main(['now'])).rejects.toThrow('now')
  })
})
