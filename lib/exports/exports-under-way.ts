export type ExportUnderWay = {
  userId: string
  rows: number
  state: 'running' | 'done' | 'failed' | 'cancelled'
  /** Why it failed, in a sentence. */
  problem?: string
}

/** Long enough for a page in the background, whose timers browsers slow down. */
const KEPT_MS = 5 * 60_000
const MOST = 500

/** Actions and route handlers are bundled apart, hence global. Of this process alone. */
const shared = globalThis as { veilgateExports?: Map<string, ExportUnderWay> }

/** The exports that this process writes, or has just written, by the ids their pages gave them. */
export function exportsUnderWay(): Map<string, ExportUnderWay> {
  shared.veilgateExports ??= new Map()
  return shared.veilgateExports
}

/** Notes an export that begins. @returns null where its id is taken. */
export function beginExport(id: string, userId: string): ExportUnderWay | null {
  const exports = exportsUnderWay()
  if (exports.has(id)) return null
  if (exports.size >= MOST) forgetOne(exports)
  const started: ExportUnderWay = { userId, rows: 0, state: 'running' }
  exports.set(id, started)
  return started
}

/** Notes how an export ended; its page has a while to ask. */
export function endExport(id: string, state: ExportUnderWay['state'], problem?: string) {
  const found = exportsUnderWay().get(id)
  if (found === undefined || found.state !== 'running') return
  Object.assign(found, { state, problem })
  setTimeout(() => exportsUnderWay().delete(id), KEPT_MS).unref()
}

/** The oldest that has ended: however many are refused, those that run are not forgotten. */
function forgetOne(exports: Map<string, ExportUnderWay>) {
  for (const [id, { state }] of exports) {
    if (state !== 'running') return exports.delete(id)
  }
}
