import { siteUrl } from '@/lib/auth/site'
import { UserError } from '@/lib/errors'

/**
 * A console that listens beyond this machine must know its own name, or it would believe whatever name
 * a request claims for it. @throws UserError if none is configured.
 */
export function checkSite(host: string) {
  if (isLoopback(host) || siteUrl() !== undefined) return
  throw new UserError(
    `VEILGATE_URL is not set, but ${host} can be reached from other machines: set it to the address people open, such as https://veilgate.example.com.`,
  )
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
