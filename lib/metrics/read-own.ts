import { poolFigures } from '@/lib/db/client'
import { exportsUnderWay } from '@/lib/exports/exports-under-way'
import { countStreams } from '@/lib/live/stream-places'
import { type Reading, reading } from '@/lib/metrics/reading'
import { buildId } from '@/lib/web/build-id'

/** Gauges of this process alone; its memory, processor time and event loop the library reads itself. */
export function readOwn(): Reading[] {
  const running = [...exportsUnderWay().values()].filter(({ state }) => state === 'running')
  return [
    ...reading('veilgate_build_info', { build: buildId() }, 1),
    ...reading('veilgate_live_streams', {}, countStreams()),
    ...reading('veilgate_exports', {}, running.length),
    ...poolFigures().flatMap(({ pool, busy, idle, waiting }) => [
      ...reading('veilgate_database_connections', { pool, state: 'busy' }, busy),
      ...reading('veilgate_database_connections', { pool, state: 'idle' }, idle),
      ...reading('veilgate_database_connections', { pool, state: 'waiting' }, waiting),
    ]),
  ]
}
