/** What a CSV file begins with: without it, Excel takes it for one of its own code page. */
export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * One record of a CSV file by RFC 4180, with its line end. Text that a spreadsheet would run as a
 * formula gets an apostrophe before it, by which spreadsheets know text; numbers stay numbers.
 */
export function csvRecord(values: readonly (string | number | null)[]): string {
  let record = ''
  for (let at = 0; at < values.length; at += 1) {
    if (at > 0) record += ','
    record += csvField(values[at] as string | number | null)
  }
  return `${record}\r\n`
}

/** One field: quoted where it has to be, empty where there is none. */
export function csvField(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  if (PLAIN.test(value)) return value
  const safe = FORMULA.test(value) ? `'${value}` : value
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Most values: nothing here starts a formula or needs a quote. */
const PLAIN = /^[A-Za-z0-9][\w.:-]*$/
/** What spreadsheets take for a formula's start, also after blanks and in its full-width forms. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u
/** Semicolons and tabs, too: a spreadsheet may split on them by its locale. */
const QUOTED = /[",;\t\r\n]|^\s|\s$/
