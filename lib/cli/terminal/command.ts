import type { Flags, FlagValues } from '@/lib/cli/terminal/flags'

/** What a command takes, said once: its flags are parsed by this, and its help is written from it. */
export type Command<F extends Flags> = {
  /** What people type, such as `npm run ingest`. */
  name: string
  /** Paragraphs of the help. */
  about: string
  flags: F
  /** Exactly one of these has to be given. */
  oneOf?: (keyof F & string)[]
  /** What is wrong with the flags together; `given` are the ones on the command line. */
  check?(values: FlagValues<F>, given: ReadonlySet<keyof F>): string | null
  /** What the help says at its end, line by line. */
  notes?: string
}

/** Infers the types of a command's flags. */
export function defineCommand<F extends Flags>(command: Command<F>): Command<F> {
  return command
}
