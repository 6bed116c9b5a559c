import { expect, it } from 'vitest'
import { RiskMark } from '@/components/logins/risk/risk-mark'
import { RiskSection } from '@/components/logins/risk/risk-section'
import { riskWords } from '@/components/logins/risk/risk-words'
import { loginRow } from '@/test/support/login-row'
import { renderedText } from '@/test/support/render'

const risky = {
  ...loginRow(1),
  risk: 40,
  riskFigures: { locale_switch: { previous: 'FR' }, many_users: { count: 4, from: 3 } },
}

it('explains each signal with its figures, the weightiest first', () => {
  expect(renderedText(<RiskSection login={risky} />)).toBe(
    'Risk 40 : Many users on the device, Locale switch score, 100 at most' +
      ' Many users on the device +30 4 users on this device within 24 hours; the threshold is 3.' +
      ' Locale switch +10 The user’s previous login had the locale FR.',
  )
})

it('says of a login without one that it has none, and of an adopted one why', () => {
  expect(renderedText(<RiskSection login={loginRow(1)} />)).toBe('Risk No signal.')
  expect(renderedText(<RiskSection login={{ ...loginRow(1), runId: null }} />)).toMatch(
    /scored only on request\.$/,
  )
  expect(renderedText(<RiskMark login={loginRow(1)} />)).toBe('')
})

it.each([
  [{ risk: ['any' as const] }, 'any'],
  [
    { risk: ['new_device' as const, 'many_ips' as const], risk_min: 30 },
    'New device for the user or Device on many IPs, score 30 or more',
  ],
  [{ risk_min: 30 }, 'score 30 or more'],
])('a chip says what is asked for: %j', (part, words) => {
  expect(riskWords({ sort: 'sent_at', order: 'desc', ...part })).toBe(words)
})
