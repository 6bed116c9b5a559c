import { database } from '@/lib/db/client'
import type { AlertEventView } from '@/lib/model/alerts/views'

/** What became of the rules, and what people changed of them, the newest first. */
export async function listEvents(limit: number): Promise<AlertEventView[]> {
  const events = await database().alertEvent.findMany({ orderBy: { id: 'desc' }, take: limit })
  return events.map((event) => ({
    id: String(event.id),
    rule: event.rule,
    kind: event.kind,
    from: event.fromState,
    to: event.toState,
    value: event.value,
    isMuted: event.isMuted,
    changedBy: event.changedBy,
    at: event.at.toISOString(),
  }))
}
