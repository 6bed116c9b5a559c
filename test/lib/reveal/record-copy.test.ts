import { describe, expect, it } from 'vitest'
import { recordCopy } from '@/lib/reveal/record-copy'
import { reveal } from '@/lib/reveal/reveal'
import { useStoredLogin } from '@/test/support/fixtures/stored-login'
import { ADMIN, asAdmin, justified, logLines } from '@/test/support/reveal'

const { tokens } = useStoredLogin()

describe('recordCopy', { timeout: 120_000 }, () => {
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
})
