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
    `Processes of another version are running: ${names.join(', ')}.\nReplace them now. Until then, ` +
    'their figures may be incomplete. Once they are replaced,\nnpm run rollups -- --check says whether ' +
    'they are, and npm run rollups -- --rebuild recomputes them.'
  )
}
