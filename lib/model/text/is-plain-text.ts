/** Whether Postgres can store a text: no NUL character in it, and no half of a surrogate pair. */
export function isPlainText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
