import 'server-only'
import { cache } from 'react'
import { numberedEvent } from '@/lib/live/broadcast'
import { log } from '@/lib/log'
import type { NumberedEvent } from '@/lib/model/live/live-message'
import type { LiveEvent } from '@/lib/model/live/live-view'

/** A frame without figures is better than one that keeps people waiting. */
const TIMEOUT_MS = 700

/** The live view for the first paint, and where its stream goes on; null where it cannot be had in time. */
export const firstNumberedEvent = cache(async (): Promise<NumberedEvent | null> => {
  try {
    const tooLate = new Promise<null>((resolve) => setTimeout(resolve, TIMEOUT_MS, null))
    return await Promise.race([numberedEvent(), tooLate])
  } catch (error) {
    log.error('first-event.failed', {}, error)
    return null
  }
})

/** The same event, once per request; the same object, so that it is sent once. */
export async function firstEvent(): Promise<LiveEvent | null> {
  return (await firstNumberedEvent())?.event ?? null
}
