import type { Findings } from '@/test/soak/verdict/judge'
import { memoryTable, outageTable } from '@/test/soak/verdict/table'

type Ended = { seed: number; minutes: number; findings: Findings; missed: readonly string[] }

/** What a soak has shown: for people, in tables of Markdown, and for programs. */
export function reportOf({ seed, minutes, findings, missed }: Ended) {
  const { messages, told, lives } = findings
  const { sent, stored, rejected, waiting, deadLettered } = messages
  const tables = [
    `Seed ${seed}, ${minutes} minutes, ${told.length} outages: sent ${sent} = stored ${stored} + ` +
      `rejected ${rejected} + waiting ${waiting} + dead-lettered ${deadLettered}.`,
    outageTable(told),
    memoryTable(lives),
    missed.length === 0
      ? 'Nothing was missed.'
      : ['Missed:', ...missed.map((sentence) => `- ${sentence}`)].join('\n'),
  ].join('\n\n')
  const outages = told.map(({ struck, tellings }) => ({
    name: struck.outage.name,
    seconds: (struck.healedAtMs - struck.struckAtMs) / 1_000,
    wellAfterSeconds: struck.wellAfterSeconds,
    tellings,
  }))
  return { tables, result: { seed, minutes, messages, outages, memory: lives, missed } }
}
