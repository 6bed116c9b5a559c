/** Logins bar by bar of each value, from groups that are named by the number of the bar and the value. */
export function seriesByName(
  groups: readonly { name: string; logins: number }[],
  bars: number,
): (name: string) => number[] {
  const table = new Map<string, number[]>()
  const nothing = () => new Array<number>(bars).fill(0)
  for (const { name, logins } of groups) {
    const [, bar = '1', value = ''] = /^(\d+)([\s\S]*)$/.exec(name) ?? []
    const series = table.get(value) ?? nothing()
    series[Number(bar) - 1] = logins
    table.set(value, series)
  }
  return (name) => table.get(name) ?? nothing()
}
