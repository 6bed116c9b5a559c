import { expect, it } from 'vitest'
import { explainChoice, formatChoice } from '@/lib/format/time-choice'

const context = { nowMs: Date.parse('2026-11-26T14:30:00Z'), timeZone: 'Europe/Berlin' }
const day = { from: '2026-11-16T23:00:00.000Z', to: '2026-11-17T23:00:00.000Z' }

it.each([
  [{}, ''],
  [{ range: 'today' as const }, 'today'],
  [{ range: 'this-week' as const }, 'this week'],
  [{ range: '24h' as const }, 'last 24 hours'],
  [{ range: '1h' as const }, 'last hour'],
  [day, 'Tue, Nov 17'],
  [{ from: day.from }, 'since Tue, Nov 17'],
])('says %j as a chip does', (choice, words) => expect(formatChoice(choice, context)).toBe(words))

it.each([
  [day, 'Tue, Nov 17, 00:00 – 24:00 · Europe/Berlin'],
  [{ range: 'yesterday' as const }, 'yesterday: Wed, Nov 25, 00:00 – 24:00 · Europe/Berlin'],
  [{ range: 'this-week' as const }, 'this week: Mon, Nov 23 – Sun, Nov 29 · Europe/Berlin'],
  [{ range: '24h' as const }, 'last 24 hours: since Wed, Nov 25, 15:30 · Europe/Berlin'],
])('spells out %j', (choice, words) => expect(explainChoice(choice, context)).toBe(words))
