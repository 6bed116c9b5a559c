import { type ParseArgsConfig, parseArgs } from 'node:util'
import { z } from 'zod'
import { UserError } from '@/lib/errors'

/**
 * Reads a command's flags. Unknown ones, and values that the schema does not take, are refused by
 * name together with the usage. The schema's keys are the flags' names.
 * @returns null where `--help` asked for the usage, which is then printed.
 */
export function parseFlags<Schema extends z.ZodType>(
  args: string[],
  command: {
    usage: string
    options: NonNullable<ParseArgsConfig['options']>
    schema: Schema
  },
): z.output<Schema> | null {
  const { usage, options, schema } = command
  const values = readValues(args, usage, options)
  if (values.help === true) {
    process.stdout.write(`${usage}\n`)
    return null
  }
  const parsed = schema.safeParse(values)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => {
    return path.length === 0 ? message : `--${path.join('.')} ${message}`
  })
  throw new UserError(`${problems.join('\n')}\n\n${usage}`)
}

/** A flag that is a whole number within bounds. */
export function wholeNumberFlag(min: number, max: number) {
  const wanted = `must be a whole number from ${min} to ${max}`
  return z
    .string({ error: wanted })
    .regex(/^\d{1,15}$/, wanted)
    .transform(Number)
    .refine((value) => value >= min && value <= max, wanted)
}

/** A flag that is a part of the whole, such as 0.05. */
export function fractionFlag() {
  const wanted = 'must be a fraction from 0 to 1, such as 0.05'
  return z
    .string({ error: wanted })
    .regex(/^(?:\d+(?:\.\d*)?|\.\d+)$/, wanted)
    .transform(Number)
    .refine((value) => value <= 1, wanted)
}

function readValues(
  args: string[],
  usage: string,
  options: NonNullable<ParseArgsConfig['options']>,
): Record<string, unknown> {
  try {
    return parseArgs({ args, options: { ...options, help: { type: 'boolean', short: 'h' } } })
      .values
  } catch (error) {
    // Its messages speak to people and quote the command line alone.
    throw new UserError(`${(error as Error).message}\n\n${usage}`)
  }
}
