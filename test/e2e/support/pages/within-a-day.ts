import { setTimeout as sleep } from 'node:timers/promises'
import { DAY_MS } from '@/lib/model/time/units'

/** What a test takes between writing something and finding it under "today", on a slow machine. */
const TAKES_MS = 60_000

/**
 * Waits for midnight, where what a test writes now might be of yesterday when it is read.
 * @param aheadMs how far the zone whose day it is is ahead of UTC.
 */
export async function withinADay(aheadMs = 0): Promise<void> {
  const leftMs = DAY_MS - ((Date.now() + aheadMs) % DAY_MS)
  if (leftMs < TAKES_MS) await sleep(leftMs)
}
