import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { databaseUrl, provideEnv } from '@/lib/env'
import { METRICS } from '@/lib/metric-definitions'
import { scrape } from '@/lib/metrics/scrape'
import { startMetrics } from '@/lib/metrics/start-metrics'
import { parseOpenMetrics, queryNames } from '@/test/support/open-metrics'
import { sendAll, turn, usePipeline } from '@/test/support/pipeline'
import { ROOT } from '@/test/support/sources/root'

type Rule = { alert: string; expr: string; labels: object; annotations: { summary: string } }
type Panel = { title: string; type: string; targets?: { expr: string }[] }

const rules: Rule[] = parse(textOf('deploy/prometheus/alerts.yml')).groups.flatMap(
  ({ rules }: { rules: Rule[] }) => rules,
)
const panels: Panel[] = JSON.parse(textOf('deploy/grafana/veilgate.json')).panels

usePipeline()
beforeEach(() =>
  provideEnv({
    VEILGATE_METRICS_TOKEN: 'a-token-of-32-characters-for-it!',
    // As where no replica is left, and its name leads to the primary.
    VEILGATE_READ_DATABASE_URL: `${databaseUrl()}?application_name=replica`,
  }),
)
afterEach(() => provideEnv({ VEILGATE_METRICS_TOKEN: '', VEILGATE_READ_DATABASE_URL: '' }))

describe('the alert rules and the dashboard', () => {
  it('name only what a real scrape has, in the labels that it has', async () => {
    await startMetrics()
    await sendAll(['no login'])
    await turn()
    const families = parseOpenMetrics((await scrape()).text)
    const known = queryNames(families)
    const samples = [...families.values()].flatMap((family) => family.samples)
    const expressions = [
      ...rules.map(({ alert, expr }) => [alert, expr] as const),
      ...panels.flatMap(({ title, targets = [] }) =>
        targets.map(({ expr }) => [title, expr] as const),
      ),
    ]
    expect(expressions.length).toBeGreaterThan(40)
    const wrong = expressions.flatMap(([where, expr]) =>
      [
        ...namesIn(expr).filter((name) => !known.has(name)),
        ...selectorsIn(expr).filter(
          ({ name, label, value }) =>
            !samples.some(
              (sample) =>
                sample.name === name &&
                new RegExp(`^(?:${value})$`).test(sample.labels[label] ?? ''),
            ),
        ),
      ].map((what) => [where, what]),
    )
    expect(wrong).toEqual([])
  })

  it('leave no metric out of the dashboard', () => {
    const drawn = panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => namesIn(expr)))
    const families = drawn.map((name) => name.replace(/_bucket$/, ''))
    expect(Object.keys(METRICS).filter((name) => !families.includes(name))).toEqual([])
  })

  it('have a runbook for each alert, and no other', () => {
    const headings = [...textOf('docs/operations.md').matchAll(/^### (Veilgate\w+)$/gm)]
    expect(headings.map(([, name]) => name)).toEqual(rules.map(({ alert }) => alert))
  })

  it('say in a sentence what is the matter, and how bad it is', () => {
    for (const { labels, annotations } of rules) {
      expect(labels).toEqual({ severity: expect.stringMatching(/^(?:warning|critical)$/) })
      expect(annotations.summary).toMatch(/^['{A-Z].*\.$/)
    }
  })
})

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

function namesIn(expr: string): string[] {
  return [...expr.matchAll(/\b(?:veilgate|process|nodejs)_\w+/g)].map(([name]) => name)
}

/** The labels that a query picks by; those that Prometheus adds itself are left out. */
function selectorsIn(expr: string): { name: string; label: string; value: string }[] {
  return [...expr.matchAll(/\b((?:veilgate|process|nodejs)_\w+)\{([^}]*)\}/g)].flatMap(
    ([, name = '', inside = '']) =>
      [...inside.matchAll(/(\w+)(?:=~?)"([^"]*)"/g)]
        .filter(([, label = '']) => !['job', 'instance'].includes(label))
        .map(([, label = '', value = '']) => ({ name, label, value })),
  )
}
