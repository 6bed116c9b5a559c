import { siteUrl } from '@/lib/auth/site'
import { UserError } from '@/lib/errors'

/**
 * Whoever listens beyond this machine must know its own name, or would believe any that a request
 * claims for it. @throws UserError where none is configured.
 */
export function checkSite(host: string) {
  if (isLoopback(host) || siteUrl() !== undefined) return
  throw new UserError(
    `VEILGATE_URL is not set, and ${host} is reached from other machines: wanted the address people open, such as https://veilgate.example.com.`,
  )
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
