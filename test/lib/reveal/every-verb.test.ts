import { describe, expect, it } from 'vitest'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { findByOriginal } from '@/lib/reveal/find-by-original'
import { recordCopy } from '@/lib/reveal/record-copy'
import { reveal } from '@/lib/reveal/reveal'
import { DEVICE, IP, useStoredLogin } from '@/test/support/fixtures/stored-login'
import { ADMIN, asAdmin, dumpDatabase, justified } from '@/test/support/reveal'

const { services, tokens } = useStoredLogin()

describe('every verb', () => {
  const hostile = [
    '',
    '\0',
    '\ud83d',
    'x'.repeat(100_000),
    "'); DROP TABLE reveal_log;--",
    '__proto__',
    '\u202eevil',
    '%00',
    '\u{1F600}'.repeat(50),
    null,
    undefined,
    42,
    [],
    {},
    { toString: null },
  ] as unknown as string[]

  it('takes hostile values without a throw', async () => {
    for (const value of hostile) {
      const request = { ...justified, reason: value, ticket: value }
      await reveal(asAdmin, { ...request, tokens: [value] })
      await reveal(asAdmin, { ...justified, tokens: value as unknown as string[] })
      await reveal(asAdmin, { ...justified, ticket: value, tokens: [tokens.ip] })
      await findByOriginal(asAdmin, { ...justified, field: value as 'ip', original: value })
      await findByOriginal(asAdmin, { ...justified, field: 'device_id', original: value })
      await recordCopy(asAdmin, { requestId: value, token: value })
    }
    for (const [at, passphrase] of hostile.entries()) {
      const user = { ...ADMIN, id: `u-${at}` }
      // So many wrong ones would lock the vault for everybody.
      await services.query('DELETE FROM reveal_attempts')
      expect((await reveal({ user }, { ...justified, passphrase, tokens: [tokens.ip] })).kind).toBe(
        'wrong-passphrase',
      )
    }
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact' })
  })

  it('leaves no original in the database', async () => {
    await reveal(asAdmin, { ...justified, tokens: [tokens.ip, tokens.device, IP, DEVICE] })
    await findByOriginal(asAdmin, { ...justified, field: 'ip', original: IP })
    await findByOriginal(asAdmin, { ...justified, field: 'device_id', original: DEVICE })
    await reveal(asAdmin, { ...justified, tokens: [tokens.ip], reason: `${IP} ${DEVICE}` })
    const dump = await dumpDatabase((sql) => services.query(sql))
    expect(dump).toContain(tokens.ip)
    for (const original of [IP, DEVICE, Buffer.from(IP).toString('hex')]) {
      expect(dump).not.toContain(original)
    }
  })
})
