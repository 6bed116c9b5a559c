import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { env, provideEnv } from '@/lib/env'
import { createTokenKey, nextTokenKeyPath } from '@/lib/masking/token-key'
import { findByOriginal } from '@/lib/reveal/find-by-original'
import { IP, useStoredLogin } from '@/test/support/fixtures/stored-login'
import { asAdmin, justified, logLines } from '@/test/support/reveal'

const { services, tokens } = useStoredLogin()

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

  it('tells the token of the key in use, whichever of two keys that is', async () => {
    const keysDir = env().VEILGATE_KEYS_DIR
    const { kid, fp } = await createTokenKey(nextTokenKeyPath(keysDir))
    const find = () => findByOriginal(asAdmin, { ...justified, field: 'ip', original: IP })
    expect(await find()).toMatchObject({ token: tokens.ip })
    await services.query("UPDATE pii_key SET state = 'retired' WHERE kind = 'token'")
    await database().keyFingerprint.create({ data: { kid, fp, kind: 'token', state: 'active' } })
    expect(await find()).toMatchObject({ token: expect.stringContaining(`_${kid}_`), logins: 0 })
    await services.query("UPDATE pii_key SET fp = repeat('0', 32) WHERE fp = $1", [fp])
    expect(await find()).toMatchObject({ kind: 'keys-unusable' })
  })

  it('tells nothing, and uses up nothing, where the token key in use is not here', async () => {
    provideEnv({ VEILGATE_KEYS_DIR: join(services.dataDir(), 'no-keys') })
    expect(
      await findByOriginal(asAdmin, { ...justified, field: 'ip', original: IP }),
    ).toMatchObject({
      kind: 'keys-unusable',
      problem: expect.stringContaining('key'),
    })
    expect(await logLines()).toEqual([])
  })
})
