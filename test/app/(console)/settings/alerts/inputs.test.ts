import { describe, expect, it } from 'vitest'
import {
  CHANNEL_FIELDS,
  channelProblem,
  RULE_SETTINGS,
  settingsProblem,
  settingsWords,
} from '@/app/(console)/settings/alerts/inputs'
import { DEFAULT_REVEAL_HOURS } from '@/lib/model/alerts/reveal-hours'

const on = { isOn: true, threshold: null, hours: null }

describe('the settings of a rule', () => {
  it.each([
    [null, undefined],
    [10, undefined],
    [9, /from 10 to 86400/],
    [86_401, /from 10 to 86400/],
    [Number.NaN, /from 10/],
  ])('have a threshold within its bounds: %s', (threshold, problem) => {
    const found = settingsProblem('queue-stalled', { ...on, threshold })
    if (problem === undefined) expect(found).toBeUndefined()
    else expect(found).toMatch(problem)
  })

  it('have none where the rule has none', () => {
    expect(settingsProblem('run-failed', { ...on, threshold: 1 })).toMatch(/no threshold/)
  })

  it.each([
    ['queue-stalled', on, 'Set: on, threshold 300 s.'],
    ['queue-stalled', { ...on, isOn: false }, 'Turned off.'],
    [
      'reveals-outside-hours',
      { ...on, hours: DEFAULT_REVEAL_HOURS },
      'Set: on, Mon, Tue, Wed, Thu, Fri, 07:00 to 19:00 in UTC.',
    ],
  ] as const)('are said in the history: %s', (rule, settings, words) => {
    expect(settingsWords(rule, { ...settings, hours: settings.hours })).toBe(words)
  })

  it.each([
    { timeZone: 'Europe/Atlantis' },
    { timeZone: '+05:30' },
    { fromMinute: -1 },
    { toMinute: 1_440 },
    { weekdays: [0] },
    { weekdays: [1.5] },
  ])('have hours that there are: %j', (wrong) => {
    const asked = { ...on, rule: 'reveals-outside-hours' }
    expect(RULE_SETTINGS.safeParse({ ...asked, hours: DEFAULT_REVEAL_HOURS }).success).toBe(true)
    const hours = { ...DEFAULT_REVEAL_HOURS, ...wrong }
    expect(RULE_SETTINGS.safeParse({ ...asked, hours }).success).toBe(false)
  })
})

describe('the texts of a channel', () => {
  const mail = {
    target: 'smtp://mail.example.com',
    mailFrom: 'a@example.com',
    mailTo: 'b@example.com',
  }

  it.each([
    [mail, undefined],
    [{ ...mail, mailTo: 'b@example.com, c@example.com' }, undefined],
    [{ ...mail, mailFrom: null }, /comes from/],
    [{ ...mail, mailTo: 'b' }, /goes to/],
    [{ ...mail, mailTo: 'b@example.com\r\nBcc: c@example.com' }, /goes to/],
    [{ ...mail, mailTo: Array(21).fill('b@example.com').join(',') }, /1 to 20/],
    [{ ...mail, target: 'https://example.com' }, /smtps:/],
  ])('of e-mail are held to what mail needs: %j', (texts, problem) => {
    const found = channelProblem('email', texts)
    if (problem === undefined) expect(found).toBeUndefined()
    else expect(found).toMatch(problem)
  })

  it('of a webhook need a URL alone', () => {
    const texts = { target: 'https://example.com/hook', mailFrom: null, mailTo: null }
    expect(channelProblem('webhook', texts)).toBeUndefined()
  })

  it.each(['', '  ', 'a\nb', 'x'.repeat(81), '\u0000', '\ud83d', 'at 203.0.113.7'])(
    'have a name of one line, without an original: %j',
    (name) => {
      const asked = { kind: 'webhook', name, target: 'https://example.com' }
      expect(CHANNEL_FIELDS.safeParse(asked).success).toBe(false)
    },
  )
})
