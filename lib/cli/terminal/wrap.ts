const WIDTH = 100

/** Breaks text between words into lines that fit a terminal; those after the first are indented. */
export function wrap(text: string, indent: string): string[] {
  const lines: string[] = []
  let line = /^ */.exec(text)?.[0] ?? ''
  let empty = true
  for (const word of text.trim().split(/ +/)) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = indent
      empty = true
    }
    line = empty ? line + word : `${line} ${word}`
    empty = false
  }
  return [...lines, line]
}
