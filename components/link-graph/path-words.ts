import { formatCount, formatNumber } from '@/lib/format/format'
import { type LinkPath, MAX_PATH_STEPS } from '@/lib/model/shared/link-graph'

/** What became of looking for a path, in a sentence or two. */
export function pathWords(path: LinkPath): string {
  switch (path.kind) {
    case 'found': {
      const steps = path.facts.length
      if (steps === 0) return 'This is the middle of the graph itself.'
      const found = `Linked within ${formatCount(steps, 'step')}.`
      return path.isShortest
        ? found
        : `${found} There may be a shorter way: some have more links than are followed.`
    }
    case 'none':
      return `No path within ${MAX_PATH_STEPS} steps: all links were followed.`
    case 'stopped':
      return `Not known: the search stopped ${
        path.why === 'time' ? 'when its time was over' : 'at devices or IPs with too many links'
      }, after ${formatNumber(path.looked)} users, devices and IPs, without finding a path.`
    case 'unknown':
      return 'No login has such a user, device or IP.'
  }
}
