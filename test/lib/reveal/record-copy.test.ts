import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { revealShownSeconds } from '@/lib/model/reveal/reveal'
import { recordCopy } from '@/lib/reveal/record-copy'
import { reveal } from '@/lib/reveal/reveal'
import { useStoredLogin } from '@/test/support/fixtures/stored-login'
import { ADMIN, asAdmin, justified, logLines } from '@/test/support/reveal'

const { services, tokens } = useStoredLogin()

describe('recordCopy', () => {
  it('records a copy of what was shown to this person a moment ago, and of nothing else', async () => {
    const answer = await reveal(asAdmin, { ...justified, tokens: [tokens.ip] })
    if (answer.kind !== 'revealed') throw new Error(answer.kind)
    const { requestId } = answer
    expect(await recordCopy(asAdmin, { requestId, token: tokens.ip })).toEqual({ kind: 'recorded' })
    const other = { ...ADMIN, id: 'u-other' }
    for (const { user, ...request } of [
      { user: ADMIN, requestId, token: tokens.device },
      { user: other, requestId, token: tokens.ip },
      { user: ADMIN, requestId: '999', token: tokens.ip },
      { user: ADMIN, requestId: "1' OR true", token: tokens.ip },
      { user: ADMIN, requestId },
    ]) {
      expect((await recordCopy({ user }, request)).kind).toBe('not-shown')
    }
    expect((await logLines()).slice(2)).toEqual(['copy done'])
  })

  it('records no copy of what was hidden long ago', async () => {
    const answer = await reveal(asAdmin, { ...justified, tokens: [tokens.ip, tokens.device] })
    if (answer.kind !== 'revealed') throw new Error(answer.kind)
    const copy = { requestId: answer.requestId, token: tokens.ip }
    await ageLog(revealShownSeconds(2) + 60)
    expect((await recordCopy(asAdmin, copy)).kind).toBe('recorded')
    await ageLog(31)
    expect((await recordCopy(asAdmin, copy)).kind).toBe('not-shown')
  })
})

/** Makes the rows of the log so much older, as its owner could. */
async function ageLog(seconds: number) {
  const client = new pg.Client({ connectionString: services.databaseUrl() })
  await client.connect()
  await client.query('SET session_replication_role = replica')
  await client.query('UPDATE reveal_log SET at = at - make_interval(secs => $1)', [seconds])
  await client.end()
}
