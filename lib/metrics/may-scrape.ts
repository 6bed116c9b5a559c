import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'

/** Whether metrics are on, and whoever shows this Authorization header may read them. */
export function mayScrape(authorization: string | null | undefined): 'off' | 'refused' | 'allowed' {
  const token = env().VEILGATE_METRICS_TOKEN
  if (token === undefined) return 'off'
  const [, given = ''] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? []
  // Of digests, which are of one length: comparing takes as long whatever was given.
  return timingSafeEqual(digest(given), digest(token)) ? 'allowed' : 'refused'
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
