import { parseArgs } from 'node:util'
import type { Command } from '@/lib/cli/terminal/command'
import { type Flags, type FlagValues, toKebabCase, writtenAs } from '@/lib/cli/terminal/flags'
import { helpOf } from '@/lib/cli/terminal/help'
import { UserError } from '@/lib/errors'

/**
 * Reads what stands after a command's name.
 * @returns null where `--help` asked for the help, which is then printed.
 * @throws UserError that names every flag that is unknown, repeated, without a value or wrong,
 * followed by the help.
 */
export function parseFlags<F extends Flags>(
  args: string[],
  command: Command<F>,
): FlagValues<F> | null {
  const { given, help, problems } = readTokens(args, command.flags)
  if (help) {
    process.stdout.write(`${helpOf(command)}\n`)
    return null
  }
  // A flag that could not be read must not be called missing as well.
  const values = problems.length === 0 ? validate(given, command, problems) : null
  if (values === null || problems.length > 0) {
    throw new UserError(`${problems.join('\n')}\n\n${helpOf(command)}`)
  }
  return values
}

type Read = { given: Map<string, string | true>; help: boolean; problems: string[] }

function readTokens(args: string[], flags: Flags): Read {
  const named = Object.entries(flags).filter(([, { kind }]) => kind !== 'argument')
  const byWrittenName = new Map(named.map(([name, flag]) => [toKebabCase(name), { name, flag }]))
  const unfilled = Object.keys(flags).filter((name) => flags[name]?.kind === 'argument')
  const read: Read = { given: new Map(), help: false, problems: [] }
  for (const token of tokensOf(args, flags)) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') {
      const name = unfilled.shift()
      if (name !== undefined) read.given.set(name, token.value)
      else read.problems.push(`Unexpected argument ${JSON.stringify(token.value)}.`)
      continue
    }
    const found = byWrittenName.get(token.name)
    if (found === undefined) {
      if (token.name === 'help') read.help = true
      else read.problems.push(`Unknown flag ${JSON.stringify(token.rawName)}.`)
    } else if (read.given.has(found.name)) {
      read.problems.push(`${token.rawName} is given more than once.`)
    } else {
      const problem = problemOf(token, found.flag.kind === 'value')
      if (problem !== null) read.problems.push(problem)
      else read.given.set(found.name, token.value ?? true)
    }
  }
  return read
}

/** Node's own reading of a command line, without its judgement: that one has no words for each case. */
function tokensOf(args: string[], flags: Flags) {
  const options = Object.fromEntries(
    Object.entries(flags)
      .filter(([, { kind }]) => kind !== 'argument')
      .map(([name, { kind }]) => {
        return [toKebabCase(name), { type: kind === 'value' ? 'string' : 'boolean' } as const]
      }),
  )
  return parseArgs({
    args,
    options: { ...options, help: { type: 'boolean', short: 'h' } },
    strict: false,
    tokens: true,
  }).tokens
}

function problemOf(
  {
    rawName,
    value,
    inlineValue,
  }: { rawName: string; value?: string | undefined; inlineValue?: boolean | undefined },
  takesValue: boolean,
): string | null {
  if (!takesValue) return value === undefined ? null : `${rawName} takes no value.`
  if (value === undefined) return `${rawName} needs a value.`
  // A forgotten value must not swallow the next flag.
  if (inlineValue !== true && value.length > 1 && value.startsWith('-')) {
    return `${rawName} needs a value; one that starts with a dash is given as ${rawName}=VALUE.`
  }
  return null
}

function validate<F extends Flags>(
  given: Map<string, string | true>,
  { flags, oneOf, check }: Command<F>,
  problems: string[],
): FlagValues<F> | null {
  const values: Record<string, unknown> = {}
  for (const [name, flag] of Object.entries(flags)) {
    const parsed = flag.schema.safeParse(given.get(name))
    if (parsed.success) values[name] = parsed.data
    else problems.push(`${writtenAs(name, flag)} ${parsed.error.issues[0]?.message}.`)
  }
  const chosen = oneOf?.filter((name) => given.has(name)).length
  if (oneOf !== undefined && chosen !== 1) problems.push(oneOfWords(oneOf, chosen === 0))
  if (problems.length > 0) return null
  const problem = check?.(values as FlagValues<F>, new Set(given.keys()))
  if (problem != null) problems.push(problem)
  return values as FlagValues<F>
}

function oneOfWords(oneOf: readonly string[], isMissing: boolean): string {
  const names = oneOf.map((name) => `--${toKebabCase(name)}`)
  const last = names.pop()
  if (names.length === 0) return `${last} is needed.`
  return isMissing
    ? `Either ${names.join(', ')} or ${last} is needed.`
    : `Only one of ${names.join(', ')} and ${last} may be given.`
}
