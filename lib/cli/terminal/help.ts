import type { Command } from '@/lib/cli/terminal/command'
import { type Flag, type Flags, writtenAs } from '@/lib/cli/terminal/flags'
import { wrap } from '@/lib/cli/terminal/wrap'

/** A command's help, written from its definition. */
export function helpOf<F extends Flags>(command: Command<F>): string {
  const { name, about, flags, notes } = command
  const terms = termsOf(command)
  // npm keeps what stands before `--` to itself.
  const separator = terms.length === 0 || name.includes(' -- ') ? [] : ['--']
  const lines = Object.entries(flags).map(([key, flag]) => {
    return [`  ${termOf(key, flag)}`, `${flag.about}${defaultOf(flag)}`] as const
  })
  return [
    ...wrap(['Usage:', name, ...separator, ...terms].join(' '), '  '),
    '',
    ...paragraphs(about),
    '',
    ...twoColumns([...lines, ['  -h, --help', 'print this']]),
    ...(notes === undefined ? [] : ['', ...paragraphs(notes)]),
  ].join('\n')
}

/** What one types after the name: `(--count N | --file F)`, `[--seed S]`. */
export function termsOf<F extends Flags>({
  flags,
  oneOf = [],
}: Pick<Command<F>, 'flags' | 'oneOf'>): string[] {
  const choice = oneOf.map((flag) => termOf(flag, flags[flag] as Flag))
  const others = Object.entries(flags).flatMap(([key, flag]) => {
    if (oneOf.includes(key)) return []
    return isRequired(flag) ? [termOf(key, flag)] : [`[${termOf(key, flag)}]`]
  })
  return [...(choice.length > 1 ? [`(${choice.join(' | ')})`] : choice), ...others]
}

/** Lines of two columns, the second wrapped. */
export function twoColumns(lines: (readonly [string, string])[]): string[] {
  const width = Math.min(30, Math.max(...lines.map(([term]) => term.length)) + 2)
  return lines.flatMap(([term, about]) => {
    const wrapped = wrap(`${' '.repeat(width)}${about}`, ' '.repeat(width))
    // A term that is too long stands on a line of its own.
    if (term.length > width - 2) return [term, ...wrapped]
    return [term.padEnd(width) + wrapped[0]?.slice(width), ...wrapped.slice(1)]
  })
}

/** Each paragraph wrapped, with an empty line between two. */
export function paragraphs(words: string): string[] {
  return words
    .trim()
    .split(/\n\s*\n/)
    .flatMap((paragraph, at) => [
      ...(at === 0 ? [] : ['']),
      ...wrap(paragraph.replace(/\s+/g, ' ').trim(), ''),
    ])
}

function termOf(name: string, flag: Flag): string {
  const written = writtenAs(name, flag)
  return flag.kind === 'value' ? `${written} ${flag.placeholder}` : written
}

function isRequired(flag: Flag): boolean {
  return !flag.schema.safeParse(undefined).success
}

function defaultOf(flag: Flag): string {
  const { data } = flag.schema.safeParse(undefined)
  if (flag.kind === 'switch' || data === undefined || data === '') return ''
  return ` (default ${data})`
}
