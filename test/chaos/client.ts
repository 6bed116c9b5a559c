import { VARIABLES } from '@/lib/env-variables'
import type { System } from '@/test/chaos/system'

/** The clients that receive and delete, by what VEILGATE_SQS_CALLS says of them. */
export const CLIENTS = VARIABLES.VEILGATE_SQS_CALLS.schema.unwrap().options
export type Client = (typeof CLIENTS)[number]

/** The same system, whose processes under test receive and delete through one of the clients. */
export function through(client: Client, system: System): System {
  return { ...system, env: { ...system.env, VEILGATE_SQS_CALLS: client } }
}

/** Whether it was that client that received since a moment: a suite that struck the other proves nothing of it. */
export function clientProblems(
  { env, queueProxy }: Pick<System, 'env' | 'queueProxy'>,
  before: ReturnType<System['queueProxy']['receives']>,
): string[] {
  const now = queueProxy.receives()
  const [plain, bySdk] = [now.plain - before.plain, now.bySdk - before.bySdk]
  // What a plain call cannot do is done by the SDK.
  const isAsTold = env.VEILGATE_SQS_CALLS === 'sdk' ? plain === 0 && bySdk > 0 : plain > 0
  return isAsTold ? [] : [`${plain} plain receives and ${bySdk} by the SDK`]
}
