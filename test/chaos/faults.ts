import type { Fault } from '@/test/chaos/fault'
import { CONNECTION_SIDE } from '@/test/chaos/faults/connection'
import { CONSOLE_SIDE } from '@/test/chaos/faults/console'
import { DURABILITY_SIDE } from '@/test/chaos/faults/durability'
import { PROCESS_SIDE } from '@/test/chaos/faults/processes'
import { QUEUE_SIDE } from '@/test/chaos/faults/queue'
import { SERVER_SIDE } from '@/test/chaos/faults/server'

/** Every fault that the suite knows, but for random schedules. `docs/reliability.md` lists them. */
export const FAULTS: readonly Fault[] = [
  ...QUEUE_SIDE,
  ...CONNECTION_SIDE,
  ...SERVER_SIDE,
  ...DURABILITY_SIDE,
  ...PROCESS_SIDE,
  ...CONSOLE_SIDE,
]
