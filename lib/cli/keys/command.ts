import { type Subcommand, subcommand } from '@/lib/cli/terminal/subcommands'
import type { Services } from '@/lib/embedded/services'

/** What a command does once its flags are read and the database is there. @returns the exit code. */
export type KeysCommand = (services: Services) => Promise<number>

/** A command without flags. */
export function withoutFlags(about: string, work: KeysCommand): Subcommand<KeysCommand> {
  return subcommand({ about, flags: {} }, () => work)
}

export function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
