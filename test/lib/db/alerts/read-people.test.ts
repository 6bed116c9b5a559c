import { describe, expect, it } from 'vitest'
import { readPeopleFigures } from '@/lib/db/alerts/read-people'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { countRefusals } from '@/lib/db/reveal-log/count-refusals'
import { transaction } from '@/lib/db/transaction'
import { DEFAULT_REVEAL_HOURS } from '@/lib/model/alerts/reveal-hours'
import { insertAccount } from '@/test/support/factories/accounts'
import { revealLogEntry } from '@/test/support/factories/reveal-log'
import { useServices } from '@/test/support/services'

useServices({ database: 'per-test' })

const DAY = 1_440
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

/** Hours that begin and end so many minutes from now. */
function hoursFromNow(from: number, to: number, weekdays = EVERY_DAY) {
  const now = new Date()
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes()
  const at = (distance: number) => (minute + distance + DAY) % DAY
  return { timeZone: 'UTC', fromMinute: at(from), toMinute: at(to), weekdays }
}

const outside = async (hours: ReturnType<typeof hoursFromNow>) =>
  (await readPeopleFigures(hours)).revealsOutside

describe('the figures of people', () => {
  it('count admins by digests that name nobody', async () => {
    const id = await insertAccount('admin')
    await insertAccount('operator')
    const { admins } = await readPeopleFigures(DEFAULT_REVEAL_HOURS)
    expect(admins).toEqual([expect.stringMatching(/^[0-9a-f]{24}$/)])
    expect(id).not.toContain(admins[0])
  })

  it('count wrong passphrases, also those that share a row', async () => {
    const entry = revealLogEntry({ outcome: 'wrong-passphrase' })
    await recordInRevealLog(entry)
    await transaction((tx) => countRefusals(tx, { ...entry, userId: 'u-2' }, 4))
    expect((await readPeopleFigures(DEFAULT_REVEAL_HOURS)).wrongPassphrases).toBe(5)
  })

  it('count what was opened or looked up outside the hours', async () => {
    await recordInRevealLog(revealLogEntry({ outcome: 'done' }))
    await recordInRevealLog(revealLogEntry({ action: 'find-by-original', outcome: 'done' }))
    await recordInRevealLog(revealLogEntry({ action: 'manage-users', outcome: 'done' }))
    await recordInRevealLog(revealLogEntry({ outcome: 'asked' }))
    expect(await outside(hoursFromNow(-60, 60))).toBe(0)
    expect(await outside(hoursFromNow(120, 180))).toBe(2)
    expect(await outside(hoursFromNow(-180, -120))).toBe(2)
    // All but the hours around now, past midnight.
    expect(await outside(hoursFromNow(60, -60))).toBe(2)
    // Around the clock, every day and no day.
    expect(await outside(hoursFromNow(0, 0))).toBe(0)
    expect(await outside(hoursFromNow(-60, 60, []))).toBe(2)
  })
})
