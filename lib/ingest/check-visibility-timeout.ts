import { UserError } from '@/lib/errors'

/** What collecting a batch, storing it and acknowledging it takes at the least. */
const MIN_SECONDS = 3
const RECOMMENDED_SECONDS = 30

/** A batch could not be stored before its messages reappear: they would be received for ever. */
export class VisibilityTimeoutTooShort extends UserError {
  override name = 'VisibilityTimeoutTooShort'
}

/** @throws VisibilityTimeoutTooShort where a batch could not be stored in time. */
export function checkVisibilityTimeout(queueName: string, seconds: number): void {
  if (seconds >= MIN_SECONDS) return
  throw new VisibilityTimeoutTooShort(
    `The visibility timeout of the queue “${queueName}” is ${seconds} s: its messages would be ` +
      `delivered again before they can be stored. Set it to ${RECOMMENDED_SECONDS} s; ` +
      `${MIN_SECONDS} s is the least.`,
  )
}
