import type { Queue } from '@/lib/queue/queue'
import type { Line } from '@/lib/sample/read-lines'

const SENT_AT_ONCE = 500
/** Bodies held at once, so that a file of long lines costs little memory, too. */
const BYTES_AT_ONCE = 8 * 2 ** 20

export type SampleReport = {
  sent: number
  /** Lines that nothing was made of. */
  empty: number
  refused: number
}

/**
 * Sends lines as messages, one each and as they are. A line that is refused, here or by the queue,
 * is told by its number and does not stop the rest.
 * @param tell is given a report after every few hundred lines, and each refused line.
 * @throws where the queue cannot be reached; what was sent before stays sent.
 */
export async function sendSample(
  queue: Queue,
  lines: AsyncIterable<Line> | Iterable<Line>,
  tell: { progress(report: SampleReport): void; refused(number: number, reason: string): void },
): Promise<SampleReport> {
  const report: SampleReport = { sent: 0, empty: 0, refused: 0 }
  const refuse = (number: number, reason: string) => {
    report.refused += 1
    tell.refused(number, reason)
  }
  let held: { number: number; text: string }[] = []
  let heldBytes = 0
  const sendHeld = async () => {
    const refused = await queue.send(held.map(({ text }) => text))
    for (const { index, reason } of refused) refuse(held[index]?.number ?? 0, reason)
    report.sent += held.length - refused.length
    held = []
    heldBytes = 0
    tell.progress(report)
  }
  for await (const line of lines) {
    if (line.kind === 'empty') report.empty += 1
    if (line.kind === 'refused') refuse(line.number, line.reason)
    if (line.kind !== 'line') continue
    held.push(line)
    heldBytes += line.text.length
    if (held.length >= SENT_AT_ONCE || heldBytes >= BYTES_AT_ONCE) await sendHeld()
  }
  if (held.length > 0) await sendHeld()
  return report
}

/** Generated bodies as lines. */
export function* asLines(bodies: Iterable<string>): Generator<Line> {
  let number = 0
  for (const text of bodies) {
    number += 1
    yield { kind: 'line', number, text }
  }
}
