import { randomInt } from 'node:crypto'
import { access, constants, stat } from 'node:fs/promises'
import { defineCommand } from '@/lib/cli/terminal/command'
import { type FlagValues, fraction, text, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { withServices } from '@/lib/embedded/services'
import { UserError } from '@/lib/errors'
import { formatCount, formatNumber } from '@/lib/format/format'
import { openQueue } from '@/lib/queue/open-queue'
import { DEFAULT_SHARED_DEVICES, generateLogins } from '@/lib/sample/generate-logins'
import { type Line, readLines } from '@/lib/sample/read-lines'
import { asLines, type SampleReport, sendSample } from '@/lib/sample/send-sample'

const COMMAND = defineCommand({
  name: 'npm run sample',
  about: 'Puts logins on the queue.',
  flags: {
    count: valueFlag('N', 'send N generated logins', wholeNumber(1, 100_000_000).optional()),
    file: valueFlag(
      'F',
      'send each line of the file as one message, byte for byte; a line ends at LF or CRLF, which is ' +
        'not sent; empty lines are skipped',
      text().optional(),
    ),
    sharedDevices: valueFlag(
      'F',
      "fraction of people's devices that they share with others",
      fraction().default(DEFAULT_SHARED_DEVICES),
    ),
    malformed: valueFlag('F', 'fraction of messages that are bad', fraction().default(0)),
    seed: valueFlag(
      'S',
      'the same seed gives the same logins; without it, one is drawn and printed',
      wholeNumber(0, 4_294_967_295).optional(),
    ),
  },
  oneOf: ['count', 'file'],
  check: ({ file }, given) => {
    const generates = (['sharedDevices', 'malformed', 'seed'] as const).some((flag) =>
      given.has(flag),
    )
    return file !== undefined && generates
      ? '--shared-devices, --malformed and --seed go with --count, not with --file.'
      : null
  },
})

/** `npm run sample`: exit 0 where all was sent, 1 where a line was refused. */
export async function main(args: string[]): Promise<number> {
  const given = parseFlags(args, COMMAND)
  if (given === null) return 0
  const lines = given.file === undefined ? generated(given) : await linesOf(given.file)
  return withServices(async () => {
    const queue = openQueue()
    const report = await sendSample(queue, lines, {
      progress: progressOn(process.stderr),
      refused: (number, reason) =>
        process.stderr.write(`Line ${number} ${describeReason(reason)}\n`),
    })
    process.stdout.write(`${summary(report, queue.name)}\n`)
    return report.refused === 0 ? 0 : 1
  })
}

function generated(given: FlagValues<typeof COMMAND.flags>): Iterable<Line> {
  const seed = given.seed ?? randomInt(4_294_967_295)
  process.stderr.write(`Seed ${seed}\n`)
  const { count = 0, malformed, sharedDevices } = given
  return asLines(generateLogins({ count, seed, sharedDevices, malformed }))
}

async function linesOf(path: string): Promise<AsyncIterable<Line>> {
  try {
    await access(path, constants.R_OK)
    if ((await stat(path)).isDirectory()) throw new UserError(`${path} is a folder.`)
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    throw new UserError(`${path} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, {
      cause,
    })
  }
  return readLines(path)
}

function describeReason(reason: string): string {
  return reason.startsWith('is ') ? `${reason}.` : `was refused by the queue (${reason}).`
}

function summary({ sent, empty, refused }: SampleReport, queueName: string): string {
  return [
    `Sent ${formatCount(sent, 'message')} to ${queueName}.`,
    ...(empty === 0 ? [] : [`Skipped ${formatCount(empty, 'empty line')}.`]),
    ...(refused === 0 ? [] : [`Refused: ${formatNumber(refused)}.`]),
  ].join(' ')
}

/** A line every few seconds: often enough to see that it goes on. */
function progressOn(stream: NodeJS.WritableStream) {
  let toldAtMs = performance.now()
  return ({ sent }: SampleReport) => {
    if (performance.now() - toldAtMs < 2_000) return
    toldAtMs = performance.now()
    stream.write(`Sent ${formatNumber(sent)} …\n`)
  }
}
