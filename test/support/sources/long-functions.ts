import type { Source } from '@/test/support/sources/architecture'

/**
 * The functions that do not fit a screen, their first and last lines included: a sentence each. The linter has a rule
 * for this as well, but counts no line that is text of JSX to it. Of tests it is not asked: a `describe` is a function.
 */
export function longFunctions(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => SHIPS.test(path))
    .flatMap(({ path, text }) =>
      functionsIn(text)
        .filter(({ lines }) => lines > MAX_LINES)
        .map(({ name, lines }) => `${path} ${name} has ${lines} lines, and may have ${MAX_LINES}`),
    )
}

const MAX_LINES = 70
const SHIPS = /^(?:app|components|lib)\/|^[^/]+$/

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
