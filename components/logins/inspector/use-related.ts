'use client'

import { type Asked, useAsked } from '@/components/logins/use-asked'
import type { FoundLogin } from '@/lib/db/logins/find-login'

/** Its answer is null where there is no such login. */
export type Related = Asked<FoundLogin | null>

/** Walking through rows by keys passes many; only where one rests are its related logins counted. */
const PAUSE_MS = 150

/** The login at a place, and how many others share its device, IP and user. */
export function useRelated(place: string): Related {
  return useAsked(`/api/logins/related?row=${encodeURIComponent(place)}`, PAUSE_MS)
}
