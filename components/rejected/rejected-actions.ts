import type { DiscardAnswer } from '@/lib/reveal/discard-rejected'
import type { OpenRejectedAnswer } from '@/lib/reveal/open-rejected'
import type { CopyAnswer } from '@/lib/reveal/record-copy'
import type { ReturnAnswer } from '@/lib/reveal/return-rejected'

type Failed = { kind: 'failed'; problem: string }
type Why = { id: string; reason: string; ticket: string }

/** The server actions behind a rejected message; whether one may is decided there. */
export type RejectedActions = {
  open: (input: Why & { passphrase: string }) => Promise<OpenRejectedAnswer | Failed>
  recordCopy: (input: { requestId: string }) => Promise<CopyAnswer | Failed>
  putBack: (input: Why & { passphrase: string; again: boolean }) => Promise<ReturnAnswer | Failed>
  discard: (input: Why) => Promise<DiscardAnswer | Failed>
}
