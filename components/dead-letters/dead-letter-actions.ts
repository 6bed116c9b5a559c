import type { ActionResult, Done } from '@/lib/model/answers/action-result'
import type { DeadLetterSample } from '@/lib/model/pipeline/dead-letters'
import type { MoveOutcome } from '@/lib/reveal/dead-letters/move-dead-letters'
import type { PurgeOutcome } from '@/lib/reveal/dead-letters/purge-dead-letters'
import type { Invalid } from '@/lib/reveal/recorded-verb'

type Rate = { maxPerSecond: number | null }

/** The server actions of the page; whether one may is decided there. Null for those who may not. */
export type DeadLetterActions = {
  sample: () => Promise<ActionResult<{ kind: 'looked'; sample: DeadLetterSample }>>
  redrive: (
    input: Rate,
  ) => Promise<ActionResult<{ kind: 'done'; runId: number; alreadyRunning: boolean }>>
  cancelMove: (input: { handle: string }) => Promise<ActionResult<Done>>
  purge:
    | ((input: {
        name: string
        passphrase: string
      }) => Promise<ActionResult<PurgeOutcome | Invalid>>)
    | null
  move: ((input: Rate) => Promise<ActionResult<MoveOutcome | Invalid>>) | null
}
