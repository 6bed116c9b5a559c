type Sample = { name: string; labels: Record<string, string>; value: number }

/** A family of samples, as the text declares it. */
export type Family = { type: string; help: string; samples: Sample[] }

/**
 * Parses the text form of OpenMetrics strictly: each sample belongs to the family declared before it.
 * @throws where the text is not in that form.
 */
export function parseOpenMetrics(text: string): Map<string, Family> {
  if (!text.endsWith('# EOF\n')) throw new Error('It does not end with # EOF')
  const families = new Map<string, Family>()
  let current: [string, Family] | undefined
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const [, kind, name = '', rest = ''] =
      /^# (HELP|TYPE) ([a-z_][a-z0-9_]*) (.*)$/.exec(line) ?? []
    if (kind === undefined) {
      if (current === undefined) throw new Error(`No family before ${line}`)
      current[1].samples.push(sampleOf(line, current))
      continue
    }
    if (current?.[0] !== name) {
      if (families.has(name)) throw new Error(`${name} is declared twice`)
      current = [name, { type: '', help: '', samples: [] }]
      families.set(...current)
    }
    current[1][kind === 'HELP' ? 'help' : 'type'] = rest
  }
  return families
}

/** The names under which families are asked for: a counter's with its suffix, a histogram's three. */
export function queryNames(families: ReadonlyMap<string, Family>): Set<string> {
  return new Set([...families.values()].flatMap(({ samples }) => samples.map(({ name }) => name)))
}

const SUFFIXES: Record<string, RegExp> = {
  counter: /^_total$/,
  gauge: /^$/,
  histogram: /^_(?:bucket|sum|count)$/,
  summary: /^(?:_sum|_count)?$/,
}

const NUMBER = /^(?:[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|NaN|Nan)$/i

function sampleOf(line: string, [family, { type }]: [string, Family]): Sample {
  const [, name = '', labels = '', value = ''] =
    /^([a-z_][a-z0-9_]*)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\.)*",?)*)\})? (\S+)$/.exec(line) ?? []
  const suffix = SUFFIXES[type]
  if (!name.startsWith(family) || !suffix?.test(name.slice(family.length)) || !NUMBER.test(value)) {
    throw new Error(`No sample of the ${type} ${family}: ${line}`)
  }
  const pairs = [...labels.matchAll(/([a-z_]+)="((?:[^"\\\n]|\\.)*)"/g)]
  return {
    name,
    labels: Object.fromEntries(pairs.map(([, label = '', given = '']) => [label, given])),
    value: Number(value.replace('Inf', 'Infinity')),
  }
}
