import { randomUUID } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { foldAll } from '@/lib/ingest/fold-loop'
import { eraseUser } from '@/lib/reveal/erase/erase-user'
import { erasureFilePath } from '@/lib/reveal/erase/erasure-file'
import { reveal } from '@/lib/reveal/reveal'
import {
  erase,
  loginsOf,
  tokenMet,
  useThreePeople,
  wrongRollups,
} from '@/test/support/fixtures/erasure'
import { bodyWith, sendAll, turn } from '@/test/support/pipeline'
import { runCli } from '@/test/support/programs/cli'
import { asAdmin, asOperator, justified, logLines } from '@/test/support/reveal'

const services = useThreePeople()

describe('eraseUser', () => {
  it('gives each login tombstones of its own, and deletes the originals nobody else has', async () => {
    const before = await loginsOf('ann')
    const answer = await erase('ann')
    // 203.0.113.1 and `own` were hers alone; 203.0.113.2 and `shared` are others', too.
    expect(answer).toMatchObject({ kind: 'erased', rows: 3, vaultRows: 2, shared: 2 })
    if (answer.kind !== 'erased') throw new Error(answer.kind)
    expect(answer.caveats.join(' ')).toMatch(/Backups .* replay .* 2 of the originals stay/s)
    const after = await loginsOf('ann')
    const tokens = after.flatMap(({ maskedIp, maskedDeviceId }) => [maskedIp, maskedDeviceId])
    expect(new Set(tokens).size).toBe(6)
    for (const { maskedIp, maskedDeviceId } of after) {
      expect(maskedIp).toMatch(/^ip1_erased_[0-9a-f]{32}$/)
      expect(maskedDeviceId).toMatch(/^dv1_erased_[0-9a-f]{32}$/)
    }
    expect(await database().vaultEntry.count()).toBe(3)
    const shown = await reveal(asAdmin, {
      ...justified,
      tokens: [
        after[0]?.maskedIp ?? '',
        tokenMet(2, before, 'maskedIp'),
        tokenMet(1, before, 'maskedDeviceId'),
      ],
    })
    if (shown.kind !== 'revealed') throw new Error(shown.kind)
    expect(shown.values.map(({ outcome }) => outcome)).toEqual(['erased', 'unknown', 'revealed'])
    expect((await logLines())[0]).toBe('erase done 3 rows 2 originals')
  })

  it.each(['before', 'after'])('keeps the rollups exact, folded %s', async (when) => {
    if (when === 'before') await foldAll()
    await erase('ann')
    expect(await wrongRollups()).toEqual([])
    await foldAll()
    expect(await wrongRollups()).toEqual([])
    const shared = await database().$queryRaw<{ users: number }[]>`SELECT users FROM shared_devices`
    expect(shared).toEqual([{ users: 2 }])
    await erase('bob')
    expect(await database().$queryRaw`SELECT 1 FROM shared_devices`).toEqual([])
    expect(await wrongRollups()).toEqual([])
  })

  it('has nothing to do twice, or for somebody unknown; is for admins; takes hostile ids', async () => {
    await erase('bob')
    expect((await erase('bob')).kind).toBe('nothing-to-erase')
    expect((await erase('nobody')).kind).toBe('nothing-to-erase')
    for (const userId of ['', '\0', '\ud83d', 'x'.repeat(129), null as unknown as string]) {
      expect((await erase(userId)).kind).toBe('invalid')
    }
    expect((await erase("ann' OR true --")).kind).toBe('nothing-to-erase')
    const asked = { userId: 'ann', reason: 'They asked for it by letter' }
    expect((await eraseUser(asOperator, asked)).kind).toBe('refused')
    expect(JSON.stringify((await loginsOf('ann')).map((row) => row.maskedIp))).not.toContain(
      'erased',
    )
    expect(await database().erasure.count()).toBe(1)
  })

  it('erases what the queue stamped by a clock ahead of the database’s', async () => {
    await services.query(`UPDATE user_logins SET sent_at = sent_at + interval '5 minutes'
      WHERE user_id = 'ann'`)
    expect(await erase('ann')).toMatchObject({ kind: 'erased', rows: 3 })
  })

  it.each(['a\tb\nc', 'a\u0085b', ' ann ', '🐇'.repeat(128)])(
    'erases whatever id a message brought: %j',
    async (id) => {
      const body = bodyWith({ user_id: id, ip: '203.0.113.1' })
      // The embedded queue refuses emoji that are not escaped.
      await sendAll([body.replace(/[\ud800-\udfff]/g, escaped)])
      await turn()
      expect(await loginsOf(id)).toHaveLength(1)
      expect((await erase(id)).kind).toBe('erased')
      expect((await loginsOf(id))[0]?.maskedIp).toContain('_erased_')
    },
  )

  it('does not lose an original that somebody else’s login brings at the same moment', async () => {
    const bodies = Array.from({ length: 40 }, (_, at) =>
      bodyWith({ user_id: at % 2 ? 'ann' : `other-${at}`, ip: '203.0.113.1', device_id: 'own' }),
    )
    for (const body of bodies) {
      await sendAll([body])
      await Promise.all([turn(), erase('ann')])
    }
    await erase('ann')
    const tokens = await services.query<{ token: string }>(
      `SELECT masked_ip AS token FROM user_logins UNION SELECT masked_device_id FROM user_logins`,
    )
    const vaulted = new Set((await database().vaultEntry.findMany()).map(({ token }) => token))
    for (const { token } of tokens) {
      expect(vaulted.has(token)).toBe(!token.includes('_erased_'))
    }
    await foldAll()
    expect(await wrongRollups()).toEqual([])
  })

  it('is replayed from its list after a restore, and leaves what came later', async () => {
    const backup = await database().userLogin.findMany({ where: { userId: 'ann' } })
    const args = ['erase', '--user', 'ann', '--reason', 'They asked for it by letter']
    const done = await runCli('keys', args)
    expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('3 logins no longer') })
    expect((await stat(erasureFilePath())).mode & 0o777).toBe(0o600)
    const listed = await runCli('keys', ['erase', '--list'])
    const parse = (text: string) => JSON.parse(text.trim())
    expect(parse(listed.stdout)).toEqual(parse(await readFile(erasureFilePath(), 'utf8')))
    for (const row of backup) {
      await database().userLogin.updateMany({ where: { id: row.id }, data: row })
    }
    const review = (note: string) =>
      database().review.create({
        data: { kind: 'user', subject: 'ann', note, reviewedBy: 'somebody@example.com' },
      })
    await review('came back with the backup')
    await services.query("UPDATE reviews SET reviewed_at = reviewed_at - interval '1 day'")
    const later = await review('of the ann of today')
    await sendAll([bodyWith({ user_id: 'ann', ip: '203.0.113.9' })])
    await turn()
    expect(await runCli('keys', ['erase', '--replay', erasureFilePath()])).toMatchObject({
      code: 0,
    })
    const reviews = await database().review.findMany({ select: { id: true } })
    expect(reviews.map(({ id }) => id)).toEqual([later.id])
    const rows = await loginsOf('ann')
    expect(rows.map(({ maskedIp }) => maskedIp?.includes('_erased_'))).toEqual([
      true,
      true,
      true,
      false,
    ])
  })

  it('is replayed from entries of earlier versions, which name the user', async () => {
    const path = `${services.dataDir()}/old-${randomUUID()}.jsonl`
    const erasedAt = new Date().toISOString()
    const reason = 'They asked for it by letter'
    await writeFile(path, `${JSON.stringify({ userId: 'ann', erasedAt, reason })}\n`)
    expect(await runCli('keys', ['erase', '--replay', path])).toMatchObject({ code: 0 })
    expect((await loginsOf('ann')).every(({ maskedIp }) => maskedIp?.includes('erased'))).toBe(true)
  })
})

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16)}`
}
