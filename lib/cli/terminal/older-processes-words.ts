import type { WorkerView } from '@/lib/model/pipeline/workers'
import { VERSION } from '@/lib/model/version'

/**
 * What to do about processes that were at work while the database was migrated, and are of another
 * version than the one that migrated it; null where there are none.
 */
export function olderProcessesWords(workers: readonly WorkerView[]): string | null {
  const others = workers.filter(({ state, isSilent, version }) => {
    return state !== 'ended' && !isSilent && version !== VERSION
  })
  if (others.length === 0) return null
  const names = others.map(({ host, pid, version }) => `${host} (process ${pid}, ${version})`)
  return (
    `Processes of another version are at work: ${names.join(', ')}.\nReplace them now. What they ` +
    'count until then may lack what is new: once they are replaced, npm run\nrollups -- --check says ' +
    'whether it does, and npm run rollups -- --rebuild counts it again.'
  )
}
