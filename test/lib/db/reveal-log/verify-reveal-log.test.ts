import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { NO_HASH, revealLogHash } from '@/lib/db/reveal-log/reveal-log-hash'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { revealLogEntry } from '@/test/support/factories/reveal-log'
import { HOSTILE } from '@/test/support/hostile/hostile'
import { runCli } from '@/test/support/programs/cli'
import { newestRows } from '@/test/support/reveal-log'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

/** Runs statements as somebody who owns the table and has put its triggers aside. */
async function tamper(...statements: string[]) {
  const client = new pg.Client({ connectionString: services.databaseUrl() })
  await client.connect()
  await client.query('SET session_replication_role = replica')
  for (const statement of statements) await client.query(statement)
  await client.end()
}

/** Makes the hashes of some rows fit what the rows say, and what is before them, now. */
async function chainAnew(from: number, to: number) {
  let previousHash = NO_HASH
  const rows = await newestRows(100)
  for (const row of rows.reverse()) {
    const isAnew = Number(row.id) >= from && Number(row.id) <= to
    const hash = isAnew ? revealLogHash({ ...row, previousHash }) : row.hash
    if (isAnew) {
      await tamper(
        `UPDATE reveal_log SET previous_hash = '${previousHash}', hash = '${hash}' WHERE id = ${row.id}`,
      )
    }
    previousHash = hash
  }
}

describe('the reveal log', () => {
  it('hashes a row in a pinned way', () => {
    const row = {
      id: '1',
      at: '2026-01-02T03:04:05.678Z',
      action: 'reveal',
      outcome: 'asked',
      requestId: null,
      userId: 'u-1',
      userName: 'ann@example.com',
      tokens: ['t'],
      outcomes: [],
      subject: null,
      reason: 'r',
      ticket: null,
      clientAddress: null,
      databaseUser: null,
      previousHash: NO_HASH,
    }
    expect(revealLogHash(row)).toBe(
      'dce45efc4f205f339c584f4f4c6e479dd990da216731a3b555fab56c0bdf25f5',
    )
    expect(revealLogHash({ ...row, databaseUser: 'veilgate' })).toBe(
      '762756ff4a78e50788d8c69dba5e077e1746d97b1cd573ad7a546e961df9f416',
    )
  })

  it('is whole after appends side by side, without gaps', async () => {
    const appends = Array.from({ length: 60 }, (_, at) =>
      recordInRevealLog(revealLogEntry({ subject: `${at}` })),
    )
    await Promise.all(appends)
    const verdict = await verifyRevealLog()
    expect(verdict).toMatchObject({ kind: 'intact', rows: 60, head: { id: '60' } })
  })

  it('is whole whatever is written into it: the database hashes as this process does', async () => {
    const controls = Array.from({ length: 31 }, (_, at) => String.fromCharCode(at + 1)).join('')
    const texts = HOSTILE.filter((text) => text.isWellFormed() && !text.includes('\0'))
    for (const text of [
      ...texts,
      `${controls}\x7f"\\/\u2028\u2029\ufeff`,
      'é\u0301 ü ß 漢 \u{1F600}',
    ]) {
      const short = text.slice(0, 60).toWellFormed()
      await recordInRevealLog({
        action: 'reveal',
        outcome: 'done',
        userId: text,
        userName: short,
        tokens: [text, '', 'null'],
        outcomes: [text],
        subject: short,
        reason: text,
        ticket: short,
        clientAddress: short,
      })
    }
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact', rows: texts.length + 2 })
  })

  it('refuses UPDATE, DELETE and TRUNCATE', async () => {
    await recordInRevealLog(revealLogEntry())
    for (const statement of [
      "UPDATE reveal_log SET reason = 'another'",
      'DELETE FROM reveal_log',
      'TRUNCATE reveal_log',
    ]) {
      await expect(services.query(statement)).rejects.toThrow(/append-only/)
    }
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact', rows: 1 })
  })

  it.each([
    ['at', "at + interval '1 ms'"],
    ['action', "'copy'"],
    ['outcome', "'done'"],
    ['request_id', '1'],
    ['user_id', "'u-2'"],
    ['user_name', "'bob@example.com'"],
    ['tokens', "array_append(tokens, 'x')"],
    ['outcomes', "ARRAY['revealed']"],
    ['subject', "'x'"],
    ['reason', 'NULL'],
    ['ticket', "''"],
    ['client_address', "'192.0.2.1'"],
    ['database_user', "'somebody'"],
    ['database_user', 'NULL'],
    ['previous_hash', `'${'1'.repeat(64)}'`],
    ['hash', `'${'1'.repeat(64)}'`],
  ])('names the first row whose %s was changed past the triggers', async (column, value) => {
    for (let at = 0; at < 4; at += 1) await recordInRevealLog(revealLogEntry())
    await tamper(`UPDATE reveal_log SET ${column} = ${value} WHERE id = 2`)
    expect(await verifyRevealLog()).toMatchObject({ kind: 'broken', id: '2' })
  })

  it('finds a row removed from the middle, from the start, and from the end', async () => {
    for (let at = 0; at < 4; at += 1) await recordInRevealLog(revealLogEntry())
    const before = await verifyRevealLog()
    if (before.kind !== 'intact' || before.head === null) throw new Error('not intact')
    await tamper('DELETE FROM reveal_log WHERE id = 4')
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact', rows: 3 })
    expect(await verifyRevealLog({ noted: [before.head] })).toMatchObject({
      kind: 'broken',
      id: '4',
    })
    await tamper('DELETE FROM reveal_log WHERE id = 2')
    expect(await verifyRevealLog()).toMatchObject({ kind: 'broken', id: '2' })
    await tamper('DELETE FROM reveal_log WHERE id = 1')
    expect(await verifyRevealLog()).toMatchObject({ kind: 'broken', id: '1' })
  })

  it('finds a row changed with its own hash made anew, at the row after it', async () => {
    for (let at = 0; at < 3; at += 1) await recordInRevealLog(revealLogEntry())
    await tamper("UPDATE reveal_log SET reason = 'another' WHERE id = 2")
    await chainAnew(2, 2)
    expect(await verifyRevealLog()).toMatchObject({ kind: 'broken', id: '3' })
  })

  it('finds a row removed with all after it chained anew, by its number', async () => {
    for (let at = 0; at < 4; at += 1) await recordInRevealLog(revealLogEntry())
    await tamper('DELETE FROM reveal_log WHERE id = 2')
    await chainAnew(3, 4)
    expect(await verifyRevealLog()).toMatchObject({ kind: 'broken', id: '2' })
  })

  it('finds a row removed with all after it numbered and hashed anew, by a noted head', async () => {
    for (let at = 0; at < 3; at += 1) await recordInRevealLog(revealLogEntry({ subject: `${at}` }))
    const before = await verifyRevealLog()
    if (before.kind !== 'intact' || before.head === null) throw new Error('not intact')
    await tamper('TRUNCATE reveal_log')
    for (let at = 0; at < 3; at += 1) await recordInRevealLog(revealLogEntry({ subject: 'forged' }))
    expect(await verifyRevealLog({ noted: [before.head] })).toMatchObject({
      kind: 'broken',
      id: '3',
    })
  })

  it('is checked by npm run audit, which names the row', async () => {
    for (let at = 0; at < 3; at += 1) await recordInRevealLog(revealLogEntry())
    const whole = await runCli('audit', ['--verify'])
    expect(whole).toMatchObject({ code: 0 })
    const head = /head, to note elsewhere: (\S+)/.exec(whole.stdout)?.[1] ?? ''
    await tamper("UPDATE reveal_log SET reason = 'another' WHERE id = 2")
    const broken = await runCli('audit', ['--verify', '--head', head])
    expect(broken).toMatchObject({ code: 1 })
    expect(broken.stdout).toContain('BROKEN at row 2')
  })
})
