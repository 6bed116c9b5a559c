const DAYS = 90
/** What an hour of ten million logins in ninety days has. */
const BUSY = 4_630
const WEEK_HOURS = 7 * 24

/** So many `logins` an hour, from the `from`-th on, counted back from the end, of which the first is `hour` before it. */
type Stretch = { from: number; hour: number; logins: number }

/** SQL of how many hours before the end login number `i` of so many was sent. */
export function hoursBeforeEnd(rows: number): string {
  const cases = stretchesOf(rows)
    .toReversed()
    .map(
      ({ from, hour, logins }) =>
        `WHEN ${rows} - i >= ${from} THEN ${hour} + (${rows} - i - ${from}::float8) / ${logins}`,
    )
  return `CASE ${cases.join(' ')} END`
}

/**
 * How so many logins are spread over the hours. Where the time of a filter begins, charts and counts look at
 * the logins of a part of an hour, which no rollup tells: those hours have as many at any size as ten
 * million have. They are the last hour, and that before the last seven days.
 */
export function stretchesOf(rows: number): Stretch[] {
  const hours = DAYS * 24
  const even = rows / hours
  const busy = Math.max(even, Math.min(BUSY, rows / 20))
  const others = (rows - 2 * busy) / (hours - 2)
  const between = (WEEK_HOURS - 1) * others
  return [
    { from: 0, hour: 0, logins: busy },
    { from: busy, hour: 1, logins: others },
    { from: busy + between, hour: WEEK_HOURS, logins: busy },
    { from: 2 * busy + between, hour: WEEK_HOURS + 1, logins: others },
  ]
}
