import type { Run } from '@/lib/ingest/run'
import { singleton } from '@/lib/singleton'

/** The runs that work in this process. */
export function trackedRuns(): Run[] {
  return [...singleton('runs', () => new Map<Run, Promise<void>>()).keys()]
}
