import { describe, expect, it } from 'vitest'
import { findByOriginal } from '@/lib/reveal/find-by-original'
import { IP, useStoredLogin } from '@/test/support/fixtures/stored-login'
import { asAdmin, justified, logLines } from '@/test/support/reveal'

const { tokens } = useStoredLogin()

describe('findByOriginal', () => {
  it('gives the token of any spelling, and records the token alone', async () => {
    for (const original of [` ${IP} `, `::ffff:${IP}`, `[::FFFF:${IP}]`]) {
      expect(await findByOriginal(asAdmin, { ...justified, field: 'ip', original })).toEqual({
        kind: 'found',
        field: 'ip',
        token: tokens.ip,
        logins: 1,
        isMore: false,
      })
    }
    expect(
      await findByOriginal(asAdmin, {
        ...justified,
        field: 'device_id',
        original: 'somebody else’s',
      }),
    ).toMatchObject({ kind: 'found', logins: 0 })
    expect((await logLines()).slice(-2)).toEqual([
      'find-by-original asked',
      'find-by-original done unknown',
    ])
    expect(
      await findByOriginal(asAdmin, { ...justified, field: 'ip', original: '1.2.3' }),
    ).toMatchObject({
      kind: 'invalid',
    })
    const leak = {
      field: 'device_id' as const,
      original: 'Canary-1',
      reason: 'about canary-1 only',
    }
    expect((await findByOriginal(asAdmin, { ...justified, ...leak })).kind).toBe('invalid')
  })
})
