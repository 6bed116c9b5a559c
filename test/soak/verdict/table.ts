import { MEMBERS, type Member } from '@/test/soak/system/crew'
import type { Life } from '@/test/soak/verdict/judge'
import type { Struck, Telling } from '@/test/soak/verdict/told'
import type { Work } from '@/test/soak/wellness'
import { median } from '@/test/support/statistics'

/** What a line of the running table says; null is what could not be read. */
type Minute = {
  minute: number
  sent: number
  kept: Work | null
  waiting: number | null
  memory: Record<Member, number | null>
  struck: readonly string[]
  firing: readonly string[]
}

const WIDTHS = [4, 8, 8, 9, 8, ...MEMBERS.map(() => 9)]

/** The heading of the running table; memory is in MB. */
export function minuteHeading(): string {
  const columns = ['min', 'sent', 'stored', 'rejected', 'waiting', ...MEMBERS]
  return `${cells(columns)}  struck, and what fires`
}

/** Its line of a minute. */
export function minuteLine(at: Minute): string {
  const memory = MEMBERS.map((member) => at.memory[member])
  const numbers = [at.minute, at.sent, at.kept?.stored, at.kept?.rejected, at.waiting, ...memory]
  const events = [...at.struck, ...at.firing.map((rule) => `! ${rule}`)]
  return `${cells(numbers.map(whole))}  ${events.join(', ')}`.trimEnd()
}

/** How each kind of outage was told, as a table in Markdown; medians where there were several. */
export function outageTable(told: readonly { struck: Struck; tellings: readonly Telling[] }[]) {
  const names = [...new Set(told.map(({ struck }) => struck.outage.name))]
  return markdown([
    ['outage', 'times', 'told by', 'told after', 'resolved after', 'well after'],
    ...names.map((name) => {
      const those = told.filter(({ struck }) => struck.outage.name === name)
      const rules: readonly string[] = those[0]?.struck.outage.toldBy ?? []
      const tellings = those
        .flatMap((each) => each.tellings)
        .filter(({ rule }) => rules.includes(rule))
      return [
        name,
        String(those.length),
        rules.map((rule) => `\`${rule}\``).join(', ') || 'none, as it must be',
        seconds(tellings.map(({ firedAfterSeconds }) => firedAfterSeconds)),
        seconds(tellings.map(({ resolvedAfterSeconds }) => resolvedAfterSeconds)),
        seconds(those.map(({ struck }) => struck.wellAfterSeconds)),
      ]
    }),
  ])
}

/** The memory of the longest life of each process, as a table in Markdown. */
export function memoryTable(lives: readonly Life[]): string {
  const names = [...new Set(lives.map(({ name }) => name))]
  return markdown([
    ['process', 'lives', 'longest', 'first third', 'last third', 'slope at the end'],
    ...names.map((name) => {
      const those = lives.filter((life) => life.name === name)
      const growths = those.flatMap(({ growth }) => growth ?? [])
      const longest = growths.toSorted((a, b) => b.minutes - a.minutes)[0]
      if (longest === undefined) return [name, String(those.length), '-', '-', '-', '-']
      const { minutes, firstMb, lastMb, mbPerMinute } = longest
      return [
        name,
        String(those.length),
        `${Math.round(minutes)} min`,
        `${Math.round(firstMb)} MB`,
        `${Math.round(lastMb)} MB`,
        `${mbPerMinute.toFixed(1)} MB a minute`,
      ]
    }),
  ])
}

function seconds(values: readonly (number | null)[]): string {
  if (values.length === 0) return '-'
  if (values.includes(null)) return 'never'
  return `${Math.round(median(values as number[]))} s`
}

function whole(value: number | null | undefined): string {
  return value == null ? '?' : String(Math.round(value))
}

function cells(values: readonly string[]): string {
  return values.map((value, at) => value.padStart(WIDTHS[at] ?? 0)).join(' ')
}

function markdown(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  )
  const line = (row: readonly string[]) => {
    return `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  }
  const [heading = [], ...others] = rows
  return [line(heading), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join(
    '\n',
  )
}
