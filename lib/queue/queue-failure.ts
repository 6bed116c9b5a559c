import { UserError } from '@/lib/errors'
import { singleton } from '@/lib/singleton'

type Options = {
  code?: string | undefined
  permanent?: boolean | undefined
  blamesMessages?: boolean | undefined
  status?: number | undefined
  cause?: unknown
}

/**
 * A call to the queue that failed, in words that say what, where, and what to do. One class in a process, as the queue
 * is (see `singleton`).
 */
export const QueueFailure = singleton(
  'queue-failure',
  () =>
    class QueueFailure extends UserError {
      override name = 'QueueFailure'
      readonly code: string | undefined
      /** Whether waiting cannot mend it. */
      readonly permanent: boolean
      /** Whether the queue faults what was sent for some messages, rather than itself. */
      readonly blamesMessages: boolean
      /** Of the answer; undefined where there was none, and it is not known what the queue did. */
      readonly status: number | undefined

      constructor(message: string, options: Options) {
        super(message, { cause: options.cause })
        this.code = options.code
        this.permanent = options.permanent ?? false
        this.blamesMessages = options.blamesMessages ?? false
        this.status = options.status
      }
    },
)
export type QueueFailure = InstanceType<typeof QueueFailure>
