import { z } from 'zod'

/**
 * One flag or argument of a command. Parsing, defaults and help all derive from it: the schema says
 * what is allowed, whether it is required (undefined is refused) and what holds where it is not given.
 */
export type Flag<T = unknown> = {
  kind: 'switch' | 'value' | 'argument'
  /** Stands for the value in the help. */
  placeholder: string
  about: string
  schema: z.ZodType<T>
}

/** By name in camelCase: `publicKey` is `--public-key`. */
export type Flags = Record<string, Flag>

export type FlagValues<F extends Flags> = {
  [Name in keyof F]: F[Name] extends Flag<infer T> ? T : never
}

/** A flag without a value: true where it is given. */
export function switchFlag(about: string): Flag<boolean> {
  return { kind: 'switch', placeholder: '', about, schema: z.boolean().default(false) }
}

/** A flag with a value. */
export function valueFlag<T>(placeholder: string, about: string, schema: z.ZodType<T>): Flag<T> {
  return { kind: 'value', placeholder, about, schema }
}

/** A value that is given by its position, without a name. */
export function argument<T>(placeholder: string, about: string, schema: z.ZodType<T>): Flag<T> {
  return { kind: 'argument', placeholder, about, schema }
}

/** Any text but the empty one. */
export function text(maxLength = 4_096) {
  return z
    .string({ error: 'is required' })
    .min(1, 'must not be empty')
    .max(maxLength, `must have at most ${maxLength} characters`)
}

/** A whole number within bounds. */
export function wholeNumber(min: number, max: number) {
  const wanted = `must be a whole number from ${min} to ${max}`
  return z
    .string({ error: wanted })
    .regex(/^\d{1,15}$/, wanted)
    .transform(Number)
    .refine((value) => value >= min && value <= max, wanted)
}

/** A part of the whole, such as 0.05. */
export function fraction() {
  const wanted = 'must be a fraction from 0 to 1, such as 0.05'
  return z
    .string({ error: wanted })
    .regex(/^(?:\d+(?:\.\d*)?|\.\d+)$/, wanted)
    .transform(Number)
    .refine((value) => value <= 1, wanted)
}

/** How a flag is written: `--public-key`, or the placeholder of an argument. */
export function writtenAs(name: string, flag: Flag): string {
  return flag.kind === 'argument' ? flag.placeholder : `--${toKebabCase(name)}`
}

export function toKebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
