import { env } from '@/lib/env'

/** Whether people reach the console by https, as VEILGATE_URL says; forwarded headers are not asked. */
export function isHttps(): boolean {
  return siteUrl()?.protocol === 'https:'
}

/** The address people open, where one is configured. */
export function siteUrl(): URL | undefined {
  const { VEILGATE_URL } = env()
  return VEILGATE_URL === undefined ? undefined : new URL(VEILGATE_URL)
}
