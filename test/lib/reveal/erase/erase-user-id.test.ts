import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { addReviews } from '@/lib/db/reviews/add-reviews'
import { foldAll } from '@/lib/ingest/fold-loop'
import { eraseUser } from '@/lib/reveal/erase/erase-user'
import { erasureFilePath } from '@/lib/reveal/erase/erasure-file'
import { loginsOf, useThreePeople, wrongRollups } from '@/test/support/fixtures/erasure'
import { bodyWith, sendAll, turn } from '@/test/support/pipeline'
import { runCli } from '@/test/support/programs/cli'
import { asAdmin } from '@/test/support/reveal'

const services = useThreePeople()

describe('eraseUser, the user id as well', () => {
  const NAME = 'jane.doe@example.com'
  const reason = 'They asked for it by letter'
  /** A saved filter as it is written today, of several users. */
  const viewOf = (user: string) => [
    ...['ann', user].map((id) => ['user_id', id]),
    ['user_id_not', user],
    ['user_id_starts', user],
  ]
  const eraseName = () => eraseUser(asAdmin, { userId: NAME, replaceUserId: true, reason })

  beforeEach(async () => {
    await sendAll([
      bodyWith({ user_id: NAME, ip: '203.0.113.1', device_id: 'shared' }),
      bodyWith({ user_id: NAME, ip: '203.0.113.7', device_id: 'theirs' }),
    ])
    await turn()
    await database().user.create({
      data: {
        id: 'owner',
        name: 'owner',
        email: 'owner@example.com',
        savedViews: {
          create: [
            // As versions before wrote it.
            { name: 'old', query: `type=ios&user=${encodeURIComponent(NAME)}` },
            { name: 'one', query: new URLSearchParams(viewOf(NAME)).toString() },
          ],
        },
      },
    })
  })

  it('leaves it nowhere in the database or its list, and the rollups exact', async () => {
    await foldAll()
    const about = { subjects: [NAME, 'ann'], note: '', by: 'ann@example.com' }
    await addReviews({ ...about, kind: 'user', mark: 'suspicious' })
    await eraseUser(asAdmin, { userId: NAME, reason })
    expect(await database().review.findMany()).toMatchObject([{ subject: 'ann' }])
    expect(await tablesWith(NAME)).toEqual(
      ['erasures', 'ip_users', 'device_users', 'saved_views', 'user_logins'].sort(),
    )
    const answer = await eraseName()
    if (answer.kind !== 'erased') throw new Error(answer.kind)
    expect(answer).toMatchObject({
      rows: 2,
      replacedBy: expect.stringMatching(/^erased-[0-9a-f]{24}$/),
    })
    expect(answer.caveats.join(' ')).toContain(answer.replacedBy)
    expect(await tablesWith(NAME)).toEqual([])
    expect(await readFile(erasureFilePath(), 'utf8')).not.toContain(NAME)
    expect(await loginsOf(answer.replacedBy ?? '')).toHaveLength(2)
    const views = await database().savedView.findMany({ orderBy: { name: 'asc' } })
    expect(views.map(({ query }) => query)).toEqual([
      `type=ios&user=${answer.replacedBy}`,
      new URLSearchParams(viewOf(answer.replacedBy ?? '')).toString(),
    ])
    expect(await wrongRollups()).toEqual([])
    const pairs = await services.query('SELECT 1 FROM device_users WHERE user_id = $1', [
      answer.replacedBy,
    ])
    expect(pairs).toHaveLength(2)
    expect((await eraseName()).kind).toBe('nothing-to-erase')
  })

  it('is done again after a restore, by the hash alone, to the same tombstone', async () => {
    const backup = await loginsOf(NAME)
    const args = ['erase', '--user', NAME, '--replace-user-id', '--reason', reason]
    expect(await runCli('keys', args)).toMatchObject({ code: 0 })
    const [entry] = (await readFile(erasureFilePath(), 'utf8')).trim().split('\n')
    const { replacedBy } = JSON.parse(entry ?? '')
    for (const row of backup) {
      await database().userLogin.updateMany({ where: { id: row.id }, data: row })
    }
    expect(await tablesWith(NAME)).toEqual(['user_logins'])
    await sendAll([bodyWith({ user_id: 'ann', ip: '203.0.113.9' })])
    await turn()
    const list = `${services.dataDir()}/list-${randomUUID()}.jsonl`
    await writeFile(list, `${entry}\n`)
    expect(await runCli('keys', ['erase', '--replay', list])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('erased again: 1'),
    })
    expect(await tablesWith(NAME)).toEqual([])
    expect(await loginsOf(replacedBy)).toHaveLength(2)
    const foreign = { ...JSON.parse(entry ?? ''), user: `user1_000000_${'0'.repeat(32)}` }
    await writeFile(list, `${JSON.stringify(foreign)}\n`)
    expect(await runCli('keys', ['erase', '--replay', list])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('erasure key 000000'),
    })
  })

  it('takes no reason or ticket that names the user', async () => {
    const asked = { userId: NAME, replaceUserId: true, reason: `Letter of ${NAME.toUpperCase()}` }
    expect((await eraseUser(asAdmin, asked)).kind).toBe('invalid')
    expect((await eraseUser(asAdmin, { ...asked, reason, ticket: NAME })).kind).toBe('invalid')
  })
})

/** The tables of which any row, as text, holds something. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await services.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace
       AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const like = [`%${text}%`, `%${encodeURIComponent(text)}%`]
    const rows = await services.query(
      `SELECT 1 FROM "${name}" AS row WHERE row::text LIKE ANY($1) LIMIT 1`,
      [like],
    )
    if (rows.length > 0) found.push(name)
  }
  return found
}
