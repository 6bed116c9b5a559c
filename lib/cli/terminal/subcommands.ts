import type { Command } from '@/lib/cli/terminal/command'
import type { Flags, FlagValues } from '@/lib/cli/terminal/flags'
import { paragraphs, termsOf, twoColumns } from '@/lib/cli/terminal/help'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { UserError } from '@/lib/errors'

/** One of several commands under one name, such as `keys init`. */
export type Subcommand<Work> = {
  about: string
  terms: string[]
  /** @returns what the flags ask for, or null where `--help` did. */
  parse(name: string, args: string[]): Work | null
}

export type Group<Work> = {
  /** What people type before a subcommand's name, such as `npm run keys`. */
  name: string
  commands: Record<string, Subcommand<Work>>
  notes: string
}

/** Defines a subcommand; `run` makes what is to be done from its flags, and does not do it yet. */
export function subcommand<F extends Flags, Work>(
  definition: Omit<Command<F>, 'name'>,
  run: (values: FlagValues<F>) => Work,
): Subcommand<Work> {
  return {
    about: definition.about,
    terms: termsOf(definition),
    parse(name, args) {
      const values = parseFlags(args, { ...definition, name })
      return values === null ? null : run(values)
    },
  }
}

/**
 * Reads the name of a subcommand and its flags.
 * @returns what to do, or null where `--help` asked for the help, which is then printed.
 */
export function parseSubcommand<Work>(args: string[], group: Group<Work>): Work | null {
  const [name, ...rest] = args
  if (name === '--help' || name === '-h') {
    process.stdout.write(`${helpOfGroup(group)}\n`)
    return null
  }
  if (name === undefined) throw new UserError(helpOfGroup(group))
  const command = Object.hasOwn(group.commands, name) ? group.commands[name] : undefined
  if (command === undefined) {
    throw new UserError(`Unknown command ${JSON.stringify(name)}.\n\n${helpOfGroup(group)}`)
  }
  return command.parse(`${group.name} -- ${name}`, rest)
}

function helpOfGroup<Work>({ name, commands, notes }: Group<Work>): string {
  const lines = Object.entries(commands).map(([key, command]) => {
    return [`  ${[key, ...command.terms].join(' ')}`, command.about] as const
  })
  return [
    `Usage: ${name} -- COMMAND`,
    '',
    ...twoColumns(lines),
    '',
    ...paragraphs(notes),
    '',
    `${name} -- COMMAND --help describes one command.`,
  ].join('\n')
}
