/** Draws lines of text, or pairs of a name and what it is, in a box. Null draws a rule. */
export function box(
  title: string,
  lines: (string | [name: string, text: string] | null)[],
): string {
  const names = lines.flatMap((line) => (Array.isArray(line) ? [line[0].length] : []))
  const indent = Math.max(0, ...names) + 2
  const texts = lines.map((line) => (Array.isArray(line) ? line[0].padEnd(indent) + line[1] : line))
  const width = Math.max(title.length + 2, ...texts.map((text) => text?.length ?? 0))
  const rule = (left: string, right: string) => `${left}${'─'.repeat(width + 4)}${right}`
  return [
    `╭─ ${title} ${'─'.repeat(width + 1 - title.length)}╮`,
    ...texts.map((text) => (text === null ? rule('├', '┤') : `│  ${text.padEnd(width)}  │`)),
    rule('╰', '╯'),
  ].join('\n')
}
