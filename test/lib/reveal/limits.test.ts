import { describe, expect, it } from 'vitest'
import { claimReveal } from '@/lib/db/reveal-log/claim-reveal'
import { findRevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { provideEnv } from '@/lib/env'
import { findByOriginal } from '@/lib/reveal/find-by-original'
import { reveal } from '@/lib/reveal/reveal'
import { confirmActor } from '@/lib/reveal/step-up'
import { IP, useStoredLogin } from '@/test/support/fixtures/stored-login'
import { ADMIN, asAdmin, justified, logLines } from '@/test/support/reveal'

const { services, tokens } = useStoredLogin()

describe('the limits', () => {
  it('lock a person out after five wrong passphrases, the right one included, and nobody else', async () => {
    for (let left = 4; left >= 0; left -= 1) {
      const answer = await reveal(asAdmin, {
        ...justified,
        tokens: [tokens.ip],
        passphrase: `wrong ${left}`,
      })
      expect(answer).toMatchObject({ kind: 'wrong-passphrase', attemptsLeft: left })
    }
    expect((await reveal(asAdmin, { ...justified, tokens: [tokens.ip] })).kind).toBe('locked')
    expect((await findByOriginal(asAdmin, { ...justified, field: 'ip', original: IP })).kind).toBe(
      'locked',
    )
    const other = { ...ADMIN, id: 'u-other', email: 'eve@example.com' }
    expect((await reveal({ user: other }, { ...justified, tokens: [tokens.ip] })).kind).toBe(
      'revealed',
    )
    await services.query("UPDATE reveal_attempts SET at = at - interval '15 minutes'")
    expect((await reveal(asAdmin, { ...justified, tokens: [tokens.ip] })).kind).toBe('revealed')
    expect((await logLines()).filter((line) => line.endsWith(' locked'))).toHaveLength(2)
  })

  it('count wrong passphrases anew after a right one, but not those still being tried', async () => {
    const guess = () => reveal(asAdmin, { ...justified, tokens: [tokens.ip], passphrase: 'wrong' })
    for (let round = 0; round < 2; round += 1) {
      for (let left = 4; left >= 1; left -= 1) {
        expect(await guess()).toMatchObject({ kind: 'wrong-passphrase', attemptsLeft: left })
      }
      expect((await reveal(asAdmin, { ...justified, tokens: [tokens.ip] })).kind).toBe('revealed')
    }
    expect(await findRevealAllowance(ADMIN.id, 100)).toMatchObject({ attemptsLeft: 5, left: 98 })
    const needs = { values: 1, passphrase: true, valuesPerHour: 100 }
    const about = { action: 'reveal', userId: ADMIN.id, userName: ADMIN.email } as const
    for (let others = 0; others < 4; others += 1) await claimReveal(about, needs)
    expect((await reveal(asAdmin, { ...justified, tokens: [tokens.ip] })).kind).toBe('revealed')
    expect(await guess()).toMatchObject({ attemptsLeft: 0 })
    expect((await guess()).kind).toBe('locked')
  })

  it('count a wrong passphrase though its row of the log cannot be written', async () => {
    await services.query(`
      CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.outcome = 'wrong-passphrase' THEN RAISE 'the log is held'; END IF;
        RETURN NEW;
      END $$`)
    await services.query(`CREATE TRIGGER refuse_row BEFORE INSERT ON reveal_log
      FOR EACH ROW EXECUTE FUNCTION refuse_row()`)
    const guess = { ...justified, tokens: [tokens.ip], passphrase: 'wrong' }
    for (let n = 0; n < 3; n += 1) await expect(reveal(asAdmin, guess)).rejects.toThrow()
    const stale = { user: { ...ADMIN, signedInAt: new Date(0) } }
    const about = { action: 'erase', subject: 'ann' } as const
    for (let n = 0; n < 2; n += 1) {
      await expect(confirmActor(stale, about, 'wrong')).rejects.toThrow()
    }
    expect((await reveal(asAdmin, { ...justified, tokens: [tokens.ip] })).kind).toBe('locked')
  })

  it('let no more than five guesses through that are sent side by side', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        reveal(asAdmin, { ...justified, tokens: [tokens.ip], passphrase: `guess ${at}` }),
      ),
    )
    const kinds = answers.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'wrong-passphrase')).toHaveLength(5)
    expect(kinds.filter((kind) => kind === 'locked')).toHaveLength(7)
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact' })
  })

  it('count values by the hour, of reveals and searches alike; wrong passphrases use none', async () => {
    provideEnv({ VEILGATE_REVEAL_VALUES_PER_HOUR: '4' })
    await reveal(asAdmin, { ...justified, tokens: [tokens.ip, tokens.device], passphrase: 'wrong' })
    expect((await reveal(asAdmin, { ...justified, tokens: [tokens.ip, tokens.device] })).kind).toBe(
      'revealed',
    )
    expect((await findByOriginal(asAdmin, { ...justified, field: 'ip', original: IP })).kind).toBe(
      'found',
    )
    expect(
      await reveal(asAdmin, { ...justified, tokens: [tokens.ip, tokens.device] }),
    ).toMatchObject({
      kind: 'over-limit',
      left: 1,
    })
    expect((await reveal(asAdmin, { ...justified, tokens: [tokens.ip] })).kind).toBe('revealed')
    expect((await findByOriginal(asAdmin, { ...justified, field: 'ip', original: IP })).kind).toBe(
      'over-limit',
    )
    await services.query("UPDATE reveal_attempts SET at = at - interval '1 hour'")
    expect((await findByOriginal(asAdmin, { ...justified, field: 'ip', original: IP })).kind).toBe(
      'found',
    )
  })
})
