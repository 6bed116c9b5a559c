import type { Growth } from '@/test/soak/verdict/growth'
import type { Struck, Telling } from '@/test/soak/verdict/told'

/** What became of the messages. */
export type Whereabouts = {
  sent: number
  stored: number
  rejected: number
  waiting: number
  deadLettered: number
  /** Sent, and in none of these places. */
  lost: number
  /** With more than one row. */
  doubled: number
  /** Rows of messages that nobody sent. */
  foreign: number
}

/** A process, from its start to its end. */
export type Life = { name: string; growth: Growth | null }

export type Findings = {
  messages: Whereabouts
  /** What the ledger says and the database does not, in sentences. */
  ledger: readonly string[]
  /** Every outage, and what was told of it. */
  told: readonly { struck: Struck; tellings: readonly Telling[] }[]
  /** What was wrong with them, and with how processes ended, in sentences. */
  problems: readonly string[]
  /** Whether everything that was sent was worked off in the time given. */
  isDrained: boolean
  lives: readonly Life[]
  /** Lines of a log, by its name. */
  uncaught: Readonly<Record<string, number>>
  originals: Readonly<Record<string, number>>
}

/** What was missed, each in a sentence. */
export function missed(findings: Findings): string[] {
  const { lives, uncaught, originals } = findings
  return [
    ...(findings.told.length === 0 ? ['No outage was made.'] : []),
    ...findings.problems,
    ...(findings.isDrained ? [] : ['Not everything was worked off in time.']),
    ...missedOfMessages(findings.messages),
    ...findings.ledger,
    ...lives.flatMap(({ name, growth }) => (growth?.hasGrown ? [grownWords(name, growth)] : [])),
    ...Object.entries(uncaught).map(
      ([log, count]) => `${count} exceptions reached the top, by the log of ${log}.`,
    ),
    ...Object.entries(originals).map(
      ([log, count]) => `${count} lines hold an original, in ${log}.`,
    ),
  ]
}

function missedOfMessages(messages: Whereabouts): string[] {
  const { sent, stored, rejected, waiting, deadLettered } = messages
  const found = stored + rejected + waiting + deadLettered
  const sentences: string[] = []
  if (sent === 0) sentences.push('Nothing was sent.')
  if (found !== sent) {
    sentences.push(
      `Sent ${sent}, but stored ${stored} + rejected ${rejected} + waiting ${waiting} + ` +
        `dead-lettered ${deadLettered} = ${found}.`,
    )
  }
  if (messages.lost > 0) sentences.push(`${messages.lost} messages were lost.`)
  if (messages.doubled > 0) sentences.push(`${messages.doubled} messages have two rows.`)
  if (messages.foreign > 0) sentences.push(`${messages.foreign} rows are of no message sent.`)
  return sentences
}

function grownWords(name: string, { firstMb, lastMb, mbPerMinute, minutes }: Growth): string {
  return (
    `The memory of ${name} grew from ${Math.round(firstMb)} to ${Math.round(lastMb)} MB in ` +
    `${Math.round(minutes)} minutes, by ${mbPerMinute.toFixed(1)} MB a minute at the end.`
  )
}
