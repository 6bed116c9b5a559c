/** A cell's padding, with what its first or last column has more. */
const PADDING_PX = 28
const LEAST_PX = 72

/** The CSS width of a column that shows some numbers whole: digits of a table have one width, that of `0`. */
export function numberWidth(texts: readonly string[]): string {
  const longest = Math.max(0, ...texts.map(({ length }) => length))
  return `max(${LEAST_PX}px, calc(${longest}ch + ${PADDING_PX}px))`
}
