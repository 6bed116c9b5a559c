import { z } from 'zod'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import type { Services } from '@/lib/embedded/services'

/** What a command does once its flags are read and the database is there. @returns the exit code. */
export type KeysCommand = (services: Services) => Promise<number>

/** A command without flags; null where `--help` asked for the usage. */
export function withoutFlags(args: string[], usage: string, work: KeysCommand): KeysCommand | null {
  const flags = parseFlags(args, { usage, options: {}, schema: z.looseObject({}) })
  return flags === null ? null : work
}

export function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
