import type { Source } from '@/test/support/sources/architecture'

/**
 * The functions that do not fit a screen, their first and last lines included: a sentence each. The linter has a rule
 * for this as well, but counts no line that is text of JSX to it. Of tests it is not asked: a `describe` is a function.
 */
export function longFunctions(sources: readonly Source[], known = KNOWN): string[] {
  const long = new Map<string, number>(
    sources.flatMap(({ path, text }) =>
      SHIPS.test(path)
        ? functionsIn(text).map(({ name, lines }) => [`${path} ${name}`, lines] as const)
        : [],
    ),
  )
  const grown = [...long]
    .filter(([place, lines]) => lines > (known[place] ?? MAX_LINES))
    .map(
      ([place, lines]) => `${place} has ${lines} lines, and may have ${known[place] ?? MAX_LINES}`,
    )
  const mended = Object.entries(known)
    .filter(([place, lines]) => (long.get(place) ?? 0) < lines)
    .map(([place]) => `${place} is shorter than it is known to be: mend the list`)
  return [...grown, ...mended]
}

const MAX_LINES = 70
const SHIPS = /^(?:app|components|lib)\/|^[^/]+$/

/** Longer ones, with their lines: none may grow, and no other may be added. */
const KNOWN: Record<string, number> = {
  'components/link-graph/link-graph.tsx Explorer': 71,
  'components/overview/overview.tsx Overview': 80,
  'components/reveal/find-page.tsx FindPage': 86,
  'components/reveal/reveal-page.tsx RevealPage': 99,
  'components/shell/palette/palette-dialog.tsx Palette': 93,
  'components/ui/overlay/floating.tsx Floating': 95,
  'components/workers/schedule-dialog.tsx Content': 71,
}

const FUNCTION = /^( *)(?:export )?(?:default )?(?:async )?function\*? ?(\w*)|^( *).*=> [{(]$/

/** The sources are formatted: a function ends with the first line that closes something where its first line begins. */
function functionsIn(text: string): { name: string; lines: number }[] {
  const lines = text.split('\n')
  return lines.flatMap((line, at) => {
    const found = FUNCTION.exec(line)
    if (found === null) return []
    const [, indent = found[3] ?? '', name = ''] = found
    const closes = new RegExp(`^${indent}[})](?!.*\\{$)`)
    const end = lines.findIndex((other, index) => index > at && closes.test(other))
    return [{ name: name === '' ? `in line ${at + 1}` : name, lines: end - at + 1 }]
  })
}
