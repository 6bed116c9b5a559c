import { count } from '@/lib/measure'
import { singleton } from '@/lib/singleton'

export type ExportUnderWay = {
  userId: string
  rows: number
  state: 'running' | 'done' | 'failed' | 'cancelled'
  /** Why it failed, in a sentence. */
  problem?: string
}

type EndState = Exclude<ExportUnderWay['state'], 'running'>

/** Long enough for a page in the background, whose timers browsers slow down. */
const KEPT_MS = 5 * 60_000
const MAX_KEPT = 500

/** The exports that this process writes, or has just written, by the ids their pages gave them. */
export function exportsUnderWay(): Map<string, ExportUnderWay> {
  return singleton('exports', () => new Map<string, ExportUnderWay>())
}

/** Notes an export that begins. @returns null where its id is taken. */
export function beginExport(id: string, userId: string): ExportUnderWay | null {
  const exports = exportsUnderWay()
  if (exports.has(id)) return null
  if (exports.size >= MAX_KEPT) forgetOne(exports)
  const started: ExportUnderWay = { userId, rows: 0, state: 'running' }
  exports.set(id, started)
  return started
}

/** Notes how an export ended; its page has a while to ask. */
export function endExport(id: string, state: EndState, problem?: string) {
  const ended = exportsUnderWay().get(id)
  if (ended === undefined || ended.state !== 'running') return
  Object.assign(ended, { state, problem })
  count('veilgate_exports_ended_total', { outcome: state })
  setTimeout(() => exportsUnderWay().delete(id), KEPT_MS).unref()
}

/** The oldest that has ended: however many are refused, those that run are not forgotten. */
function forgetOne(exports: Map<string, ExportUnderWay>) {
  for (const [id, { state }] of exports) {
    if (state !== 'running') return exports.delete(id)
  }
}
