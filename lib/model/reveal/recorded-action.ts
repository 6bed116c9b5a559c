import type { CountedRow } from '@/lib/model/reveal/reveal-log'

/**
 * Something that was done on record, whole: the row that asked, those that tell what came of it, and
 * those of copies that were made of what it showed.
 */
export type RecordedAction = {
  /** The number of its first row. */
  id: string
  /** Its first row, its answers, then what else refers to it; each part by number. */
  rows: CountedRow[]
}

/** The most rows of one action that are listed; of copies there may be any number. */
export const MAX_ROWS_OF_ACTION = 200

/** An action in one row. */
export type ActionSummary = Pick<
  CountedRow,
  'id' | 'at' | 'action' | 'outcome' | 'userName' | 'clientAddress' | 'times'
> &
  Pick<CountedRow, 'tokens' | 'outcomes' | 'subject' | 'reason' | 'ticket'> & {
    /** How many originals were copied, of those rows that are listed. */
    copies: number
  }

/** What was asked, why, and what came of it in the end: of the last row that tells more than the first. */
export function summaryOf({ rows: [asked, ...others] }: RecordedAction): ActionSummary | null {
  if (asked === undefined) return null
  const { id, at, action, userName, clientAddress, times } = asked
  const answers = others.filter((row) => row.action === action)
  const answer = answers.at(-1)
  const said = [...answers.toReversed(), asked]
  return {
    id,
    at,
    action,
    userName,
    clientAddress,
    times,
    outcome: answer?.outcome ?? asked.outcome,
    tokens: said.find(({ tokens }) => tokens.length > 0)?.tokens ?? [],
    outcomes: answer?.outcomes ?? asked.outcomes,
    subject: said.find(({ subject }) => subject !== null)?.subject ?? null,
    reason: asked.reason ?? said.find(({ reason }) => reason !== null)?.reason ?? null,
    ticket: asked.ticket ?? said.find(({ ticket }) => ticket !== null)?.ticket ?? null,
    copies: others.filter((row) => row.action === 'copy').length,
  }
}
