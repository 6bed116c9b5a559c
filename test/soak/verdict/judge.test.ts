import { expect, it } from 'vitest'
import { OUTAGES, type Outage } from '@/test/soak/strikes/outages'
import { type Findings, missed } from '@/test/soak/verdict/judge'

const MESSAGES = {
  sent: 1_000,
  stored: 930,
  rejected: 50,
  waiting: 15,
  deadLettered: 5,
  lost: 0,
  doubled: 0,
  foreign: 0,
}

const GROWTH = { minutes: 40, firstMb: 200, lastMb: 320, mbPerMinute: 3.04, hasGrown: true }

const STRUCK = {
  outage: OUTAGES[0] as Outage,
  struckAtMs: 0,
  healedAtMs: 1,
  wellAfterSeconds: 1,
  problems: [],
}

const WELL: Findings = {
  messages: MESSAGES,
  ledger: [],
  told: [{ struck: STRUCK, tellings: [] }],
  problems: [],
  isDrained: true,
  lives: [
    { name: 'worker 1', growth: { ...GROWTH, hasGrown: false } },
    { name: 'worker 2', growth: null },
  ],
  uncaught: {},
  originals: {},
}

it('misses nothing where all is well', () => expect(missed(WELL)).toEqual([]))

it.each<[string, Partial<Findings>]>([
  ['No outage was made.', { told: [] }],
  ['worker 2 ended by itself (code 1).', { problems: ['worker 2 ended by itself (code 1).'] }],
  ['Not everything was worked off in time.', { isDrained: false }],
  [
    'Sent 1000, but stored 929 + rejected 50 + waiting 15 + dead-lettered 5 = 999.',
    { messages: { ...MESSAGES, stored: 929 } },
  ],
  ['1 messages were lost.', { messages: { ...MESSAGES, lost: 1 } }],
  ['2 messages have two rows.', { messages: { ...MESSAGES, doubled: 2 } }],
  ['3 rows are of no message sent.', { messages: { ...MESSAGES, foreign: 3 } }],
  ['4 batches do not balance.', { ledger: ['4 batches do not balance.'] }],
  [
    'The memory of worker 1 grew from 200 to 320 MB in 40 minutes, by 3.0 MB a minute at the end.',
    { lives: [{ name: 'worker 1', growth: GROWTH }] },
  ],
  ['2 exceptions reached the top, by the log of console.', { uncaught: { console: 2 } }],
  ['1 lines hold an original, in webhooks.', { originals: { webhooks: 1 } }],
])('says that %s', (sentence, change) => expect(missed({ ...WELL, ...change })).toEqual([sentence]))

it('is not content with nothing', () =>
  expect(
    missed({
      ...WELL,
      messages: { ...MESSAGES, sent: 0, stored: 0, rejected: 0, waiting: 0, deadLettered: 0 },
    }),
  ).toEqual(['Nothing was sent.']))
