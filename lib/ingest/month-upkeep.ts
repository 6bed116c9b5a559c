import { setTimeout as sleep } from 'node:timers/promises'
import { claimUpkeep } from '@/lib/db/partitions/claim-upkeep'
import { analyzeLogins, keepPartitions } from '@/lib/db/partitions/keep-partitions'
import { noteUpkeep } from '@/lib/db/partitions/note-upkeep'
import { describeFailure } from '@/lib/errors'
import { log } from '@/lib/log'
import { singleton } from '@/lib/singleton'

/** A look at whether anything is due, which costs a row; the database says when it is. */
const POLL_INTERVAL_MS = 600_000
const END_TIMEOUT_MS = 500

type Upkeep = { stopping: AbortController; ended: Promise<void> }

const kept = () =>
  singleton<{ upkeep: Upkeep | undefined }>('month-upkeep', () => ({ upkeep: undefined }))

/**
 * Has this process see to it, for as long as it lives, that the months of the logins are made ahead: every
 * process that stores does, so that it happens whichever there is. Calling it again changes nothing.
 */
export function startMonthUpkeep(): void {
  kept().upkeep ??= begin()
}

/** Ends it; what is in hand is a transaction, and is left to the next process after half a second. */
export async function stopMonthUpkeep(): Promise<void> {
  const { upkeep } = kept()
  kept().upkeep = undefined
  upkeep?.stopping.abort()
  await Promise.race([upkeep?.ended, sleep(END_TIMEOUT_MS)])
}

/** Makes the months that are missing, and has the table analyzed, where either is due; it does not throw. */
export async function keepMonths(): Promise<void> {
  try {
    const claimed = await claimUpkeep()
    if (claimed === null) return
    const problem = await tryUpkeep(claimed)
    await noteUpkeep(problem, claimed.isAnalysisDue && problem === null)
  } catch (error) {
    // Of an outage of the database another alert tells.
    log.warn('partitions.not-kept', {}, error)
  }
}

function begin(): Upkeep {
  const stopping = new AbortController()
  return { stopping, ended: keepOn(stopping.signal) }
}

async function keepOn(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await keepMonths()
    await sleep(POLL_INTERVAL_MS, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

/** @returns what failed, in words; null where nothing did. */
async function tryUpkeep({ isAnalysisDue }: { isAnalysisDue: boolean }): Promise<string | null> {
  try {
    const made = await keepPartitions()
    if (made > 0) log.info('partitions.made', { made })
    if (isAnalysisDue) await analyzeLogins()
    return null
  } catch (error) {
    log.warn('partitions.not-kept', {}, error)
    return describeFailure(error)
  }
}
