import { readdirSync, readFileSync } from 'node:fs'

/** Of Linux, on every platform that Node runs on. */
const TICKS_PER_SECOND = 100

/**
 * The processor time of a Postgres and all its processes, those that have ended included, in ms; NaN
 * where there is no /proc to read it from.
 */
export function postgresCpuMs(postmaster: number): number {
  try {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    const stats = all.map(statOf).filter((stat) => stat !== null)
    const ticks = stats.reduce((sum, { pid, parent, own, ofEnded }) => {
      if (pid === postmaster) return sum + own + ofEnded
      return parent === postmaster ? sum + own : sum
    }, 0)
    return (ticks * 1_000) / TICKS_PER_SECOND
  } catch {
    return Number.NaN
  }
}

/** The processor time of one process, in ms; NaN where it can't be read. */
export function processCpuMs(pid: number): number {
  const ticks = statOf(String(pid))?.own ?? Number.NaN
  return (ticks * 1_000) / TICKS_PER_SECOND
}

/** The processor time of the browsers that a process started, and of all their processes, in ms; NaN as above. */
export function browserCpuMs(starter: number): number {
  try {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    const stats = all.map(statOf).filter((stat) => stat !== null)
    const sum = (parent: number): number =>
      stats
        .filter((stat) => stat.parent === parent && stat.name.includes('chrom'))
        .reduce((all, { pid, own, ofEnded }) => all + own + ofEnded + sum(pid), 0)
    return (sum(starter) * 1_000) / TICKS_PER_SECOND
  } catch {
    return Number.NaN
  }
}

/** See proc(5): after the name, in parentheses, field 4 is the parent, 14 to 17 are times. */
function statOf(name: string) {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const field = (number: number) => fields[number - 3] ?? 0
    return {
      pid: Number(name),
      name: text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')),
      parent: field(4),
      own: field(14) + field(15),
      ofEnded: field(16) + field(17),
    }
  } catch {
    return null
  }
}
