import type { LedgerNotice } from '@/lib/db/ledger/ledger-channel'
import { type LedgerNews, listLedgerSince } from '@/lib/db/ledger/list-ledger-since'
import { log } from '@/lib/log'

/** A batch is stamped just before it is committed, so it may become visible after younger ones. */
const OVERLAP_MS = 10_000
/** Longer than the overlap: what is forgotten is not read again. */
const REMEMBERED_MS = 20_000

/**
 * Tells of each batch once, whether a notification told of it (`hear`) or the ledger was read
 * (`read`): what came since the last reading that succeeded, however long ago that was.
 */
export function newsReader(onNotice: (notice: LedgerNotice | null) => void) {
  let readToMs: number | null = null
  let isFailing = false
  let told = new Set<string>()
  let toldBefore = new Set<string>()
  let forgotAtMs = performance.now()

  const tell = ({ id, notice }: LedgerNews) => {
    if (told.has(id) || toldBefore.has(id)) return
    told.add(id)
    onNotice(notice)
  }
  /** Only after a reading: what happened in a long outage is still to be told apart from what was told. */
  const forget = () => {
    if (performance.now() - forgotAtMs < REMEMBERED_MS) return
    forgotAtMs = performance.now()
    toldBefore = told
    told = new Set()
  }

  return {
    hear: (notice: LedgerNotice | null) => {
      if (notice === null || notice.batchId === null) onNotice(notice)
      else tell({ id: notice.batchId, notice })
    },
    /** Never throws: what cannot be read now is told of later. */
    read: async (): Promise<void> => {
      try {
        const isFirst = readToMs === null
        const { nowMs, news } = await listLedgerSince(readToMs, OVERLAP_MS)
        readToMs = nowMs
        for (const each of news) {
          // What was committed before this began is no news.
          if (isFirst) told.add(each.id)
          else tell(each)
        }
        forget()
        isFailing = false
      } catch (error) {
        if (!isFailing) log.warn('live.ledger-not-read', {}, error)
        isFailing = true
      }
    },
  }
}
