import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { createOwnWriteCookie, ownWriteCookieName } from '@/lib/auth/session/own-write-cookie'
import { replicaUrl } from '@/lib/db/client'
import {
  chooseSource,
  primarySource,
  type ReadSource,
  readingFrom,
} from '@/lib/db/replica/read-source'
import { parseWalPlace, walPlaceNow } from '@/lib/db/replica/wal-place'
import { log } from '@/lib/log'

/**
 * Where a request reads what may be a little old; once per request and render, so that a page is of one
 * server. Whoever has just written something reads the primary until the replica has it.
 */
export const requestSource = cache(async (): Promise<ReadSource> => {
  if (replicaUrl() === undefined) return primarySource()
  return chooseSource(parseWalPlace(await readOwnWrite()))
})

/** Reads for a page or a route what may be a little old; see `reader`. */
export async function fromReadSource<T>(read: () => Promise<T>): Promise<T> {
  return readingFrom(await requestSource(), read)
}

/**
 * Remembers in the browser how far the log of the primary is, after it may have written something. What
 * was written stands, whether that can be told or not.
 */
export async function noteOwnWrite(): Promise<void> {
  try {
    const place = await walPlaceNow()
    if (place === null) return
    const jar = await cookies()
    jar.set(createOwnWriteCookie(place))
  } catch (error) {
    log.warn('replica.own-write-not-noted', {}, error)
  }
}

async function readOwnWrite(): Promise<string | undefined> {
  const sent = (await headers()).get('cookie') ?? ''
  const start = `${ownWriteCookieName()}=`
  const found = sent.split('; ').find((cookie) => cookie.startsWith(start))
  return found === undefined ? undefined : decodeURIComponent(found.slice(start.length))
}
