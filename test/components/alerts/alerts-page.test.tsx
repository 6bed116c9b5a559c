import { describe, expect, it } from 'vitest'
import { type AlertsFound, AlertsPage } from '@/components/alerts/alerts-page'
import { DEFAULT_REVEAL_HOURS } from '@/lib/model/alerts/reveal-hours'
import type { AlertRuleView } from '@/lib/model/alerts/views'
import { renderedText } from '@/test/support/render'

const AT = '2026-11-26T12:00:00.000Z'

function ruleView(part: Partial<AlertRuleView> = {}): AlertRuleView {
  return {
    rule: 'queue-stalled',
    isOn: true,
    threshold: null,
    hours: DEFAULT_REVEAL_HOURS,
    isMuted: false,
    mutedUntil: null,
    mutedBy: null,
    state: 'ok',
    since: AT,
    value: 'No message is waiting to be stored.',
    path: '/',
    problem: null,
    ...part,
  }
}

function shown(part: Partial<AlertsFound>): string {
  const found = {
    rules: [],
    channels: [],
    events: [],
    eventsLimit: 200,
    isEvaluated: true,
    evaluatedAt: AT,
    ...part,
  }
  const loaded = { kind: 'loaded', value: found } as const
  return renderedText(<AlertsPage viewer="operator" loaded={loaded} actions={null} />, {
    nowMs: Date.parse(AT),
  })
}

describe('the page of the alerts', () => {
  it('shows what fires first, then what is not known', () => {
    const text = shown({
      rules: [
        ruleView(),
        ruleView({ rule: 'run-failed', isOn: false }),
        ruleView({ rule: 'fold-behind', state: 'unknown', problem: 'No answer in time.' }),
        ruleView({ rule: 'dead-letters', state: 'firing', value: 'It holds 4 messages.' }),
      ],
    })
    const titles = ['Dead letters arrived', 'Fold behind', 'Queue stalled', 'Run failed']
    expect(titles.map((title) => text.indexOf(title))).toEqual(
      titles.map((title) => text.indexOf(title)).toSorted((one, other) => one - other),
    )
    expect(text).toContain('firing')
    expect(text).toContain('It holds 4 messages.')
    expect(text).toContain('300 s')
  })

  it('never shows what could not be read as ok', () => {
    const rule = ruleView({ state: 'unknown', problem: 'No answer in time.' })
    const text = shown({ rules: [rule] })
    expect(text).toContain('unknown')
    expect(text).toContain('Not known: No answer in time.')
    expect(text).not.toMatch(/\bok\b/)
    expect(text).not.toContain(rule.value)
  })

  it('says beside what fires that it cannot be read any more', () => {
    const rule = ruleView({ state: 'firing', value: 'bad', problem: 'No answer in time.' })
    expect(shown({ rules: [rule] })).toMatch(/Not known: No answer in time\. bad/)
  })

  it('says that a rule is muted, and that one is off', () => {
    expect(shown({ rules: [ruleView({ state: 'firing', isMuted: true })] })).toContain('muted')
    expect(shown({ rules: [ruleView({ isOn: false })] })).toContain('not evaluated')
  })

  it('says where no process evaluates', () => {
    expect(shown({})).not.toContain('No process evaluates')
    expect(shown({ isEvaluated: false })).toMatch(/No process evaluates.*last evaluated just now/)
  })
})
