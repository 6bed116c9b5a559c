import 'server-only'
import { cache } from 'react'
import { currentEvent } from '@/lib/live/hub'
import { log } from '@/lib/log'
import type { LiveEvent } from '@/lib/model/live/live-view'

/** A frame without figures is better than one that keeps people waiting. */
const TIMEOUT_MS = 700

/** The live view for the first paint, once per request; null where it cannot be had in time. */
export const firstEvent = cache(async (): Promise<LiveEvent | null> => {
  try {
    const tooLate = new Promise<null>((resolve) => setTimeout(resolve, TIMEOUT_MS, null))
    return await Promise.race([currentEvent(), tooLate])
  } catch (error) {
    log.error('first-event.failed', {}, error)
    return null
  }
})
