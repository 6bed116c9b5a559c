import { explainChoice } from '@/lib/format/time-choice'
import { choiceOf, type TimeChoice } from '@/lib/model/query/parts/time-parts'
import { parseTimeExpression } from '@/lib/model/time/time-expression'

/** What a typed time was understood as, in words. */
export type Typed =
  | { kind: 'empty' }
  | { kind: 'understood'; choice: TimeChoice; words: string }
  | { kind: 'unknown'; problem: string }

/** Reads what is typed for a time, where and when it is. */
export function readTyped(text: string, context: { nowMs: number; timeZone: string }): Typed {
  const found = parseTimeExpression(text, context)
  if (found.kind === 'empty' || found.kind === 'unknown') return found
  const choice: TimeChoice =
    found.kind === 'range'
      ? { range: found.range, from: undefined, to: undefined }
      : choiceOf(found.bounds)
  return { kind: 'understood', choice, words: explainChoice(choice, context) }
}
