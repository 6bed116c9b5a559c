import { lazy } from 'react'

/** Loads what a live list is made of: most lists are not live. */
export const loadLive = () => import('@/components/logins/live/live-feed')

export const LiveFeed = lazy(async () => ({ default: (await loadLive()).LiveFeed }))
export const LiveLine = lazy(async () => ({ default: (await loadLive()).LiveLine }))
