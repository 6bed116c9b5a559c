import type { Fault } from '@/test/chaos/fault'
import type { QueueFault, QueueRule } from '@/test/support/proxies/queue-fault-proxy'
import { fiveDeliveries, QUEUE_FAULTS } from '@/test/support/proxies/queue-faults'

const RECEIVE = ['ReceiveMessage']
const DELETE = ['DeleteMessageBatch']
/** Where the queue itself loses deliveries, each costs a receive that nobody could help. */
const MANY_RECEIVES = 1_000

/** What can go wrong between Veilgate and its queue. */
export const QUEUE_SIDE: Fault[] = [
  queueFault('SQS answers 500', 'answer 500', { chance: 0.7 }),
  queueFault('SQS answers 503', 'answer 503', { chance: 0.7 }),
  queueFault('SQS throttles', 'throttle', { chance: 0.7 }),
  queueFault('SQS resets connections before the work', 'reset before', { chance: 0.7 }),
  queueFault('SQS resets connections after the work', 'reset after', { chance: 0.5 }),
  queueFault('SQS hangs before headers', 'hang before headers', {}, { seconds: 20 }),
  queueFault('receives hang after handing out', 'hang after the work', {
    actions: RECEIVE,
    chance: 0.2,
  }),
  queueFault('receives hang in the body', 'hang in the body', { actions: RECEIVE, chance: 0.2 }),
  queueFault('receives drip', 'slow drip', { actions: RECEIVE }, { seconds: 20 }),
  queueFault('receives are truncated', 'truncated JSON', { actions: RECEIVE, chance: 0.3 }),
  queueFault('receives are garbled', 'garbled JSON', { actions: RECEIVE, chance: 0.3 }),
  queueFault('receives are answered in HTML', 'HTML answer', { actions: RECEIVE, chance: 0.5 }),
  queueFault('receives have a wrong length', 'wrong content length', {
    actions: RECEIVE,
    chance: 0.3,
  }),
  queueFault('deletes hang', 'hang before headers', { actions: DELETE }),
  queueFault('deletes fail, half of the calls', 'answer 500', { actions: DELETE, chance: 0.5 }),
  queueFault('deletes are partial', 'half of a batch', { actions: DELETE }, { told: 'nobody' }),
  queueFault(
    'deletes are answered and not done',
    'lying delete',
    { actions: DELETE, chance: 0.5 },
    {
      // Nobody but the queue can know.
      told: 'nobody',
    },
  ),
  queueFault('receipt handles are invalid', 'invalid receipt handle', {
    actions: DELETE,
    chance: 0.5,
  }),
  queueFault(
    'deletes are denied',
    'access denied',
    { actions: DELETE },
    {
      mayEnd: true,
      told: 'run',
      maxReceiveCount: 3,
    },
  ),
  queueFault('the token has expired', 'expired token', {}, { mayEnd: true, maxReceiveCount: 3 }),
  queueFault(
    'the queue is gone, and comes back',
    'no such queue',
    {},
    {
      mayEnd: true,
      maxReceiveCount: 3,
    },
  ),
  queueFault('the clock is an hour off', 'clock an hour off', {}, { told: 'nobody' }),
  queueFault('SQS takes 200 ms more', 'latency of 200 ms', {}, { told: 'nobody' }),
  {
    name: 'each message comes five times, in any order',
    told: 'nobody',
    maxReceiveCount: MANY_RECEIVES,
    provoke: ({ queueProxy }) => queueProxy.inject({ fault: fiveDeliveries(), actions: RECEIVE }),
  },
  {
    name: 'SQS is away',
    provoke: ({ queueProxy }) => {
      queueProxy.cut()
      return async () => {
        await queueProxy.mend()
        return 1
      }
    },
  },
]

function queueFault(
  name: string,
  fault: keyof typeof QUEUE_FAULTS,
  rule: Omit<QueueRule, 'fault'>,
  more: Partial<Fault> = {},
): Fault {
  const kind: QueueFault = QUEUE_FAULTS[fault]
  return {
    name,
    maxReceiveCount: MANY_RECEIVES,
    ...more,
    provoke: ({ queueProxy }) => queueProxy.inject({ ...rule, fault: kind }),
  }
}
