import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  ALERT_RULE_KINDS,
  alertRule,
  isAlertRule,
  thresholdOf,
} from '@/lib/model/alerts/alert-rules'
import { ROOT } from '@/test/support/sources/root'

const operations = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8')
const headings = [...operations.matchAll(/^### (.+)$/gm)].map(([, heading = '']) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/g, '-'),
)

describe.each(ALERT_RULE_KINDS)('the rule %s', (rule) => {
  const { title, means, threshold, forSeconds, runbook } = alertRule(rule)

  it('has a runbook', () => {
    expect(headings).toContain(runbook)
  })

  it('says in words what it is, and is named as messages name it', () => {
    expect(rule).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
    expect(rule.length).toBeLessThanOrEqual(32)
    expect(title).toMatch(/^[A-Z]/)
    expect(means).toMatch(/\.$/)
  })

  it('has a default within its bounds, which is a time where it has to hold for it', () => {
    if (threshold === null) {
      expect(forSeconds).not.toBe('threshold')
      return
    }
    expect(threshold.default).toBeGreaterThanOrEqual(threshold.min)
    expect(threshold.default).toBeLessThanOrEqual(threshold.max)
    if (forSeconds === 'threshold') expect(threshold.unit).toBe('s')
    expect(thresholdOf(rule, null)).toBe(threshold.default)
    expect(thresholdOf(rule, threshold.max)).toBe(threshold.max)
  })
})

it('a rule is known by its kind alone', () => {
  expect(isAlertRule('run-failed')).toBe(true)
  for (const kind of ['', 'toString', '__proto__', 'Run failed']) {
    expect(isAlertRule(kind)).toBe(false)
  }
})
