/** A cell's padding, with what its first or last column has more. */
const PADDING_PX = 28
const LEAST_PX = 72

/** The CSS width of a column that shows some numbers whole: digits of a table have one width, that of `0`. */
export function numberWidth(texts: readonly string[]): string {
  const longest = Math.max(0, ...texts.map(({ length }) => length))
  return `max(${LEAST_PX}px, calc(${longest}ch + ${PADDING_PX}px))`
}

/** What a letter is of a digit's width: a little more than it takes on average. */
const LETTER_CH = 0.65

/** The same of words with numbers in them. */
export function textWidth(texts: readonly string[]): string {
  const widths = texts.map((text) => {
    const digits = text.replace(/\D/g, '').length
    return digits + LETTER_CH * (text.length - digits)
  })
  return `calc(${Math.ceil(Math.max(0, ...widths))}ch + ${PADDING_PX}px)`
}
