import { isDevelopment } from '@/lib/env'
import headers from '@/lib/web/security-headers.json'

/**
 * On every answer. In a file of their own since next.config.js sets them, too. `no-referrer` would turn
 * the Origin of a form sent without script into `null`.
 */
export const SECURITY_HEADERS: [name: string, value: string][] = Object.entries(headers)

/**
 * Scripts run by nonce alone. Style attributes are allowed, as virtual rows and charts place
 * themselves by them; style elements need the nonce.
 */
export function contentSecurityPolicy(nonce: string, https: boolean): string {
  const script = `'self' 'nonce-${nonce}' 'strict-dynamic'`
  const style = `'self' 'nonce-${nonce}'`
  // React's and Next's development tools evaluate code and add styles of their own.
  const development = isDevelopment()
  return [
    `default-src 'self'`,
    `script-src ${script}${development ? ` 'unsafe-eval'` : ''}`,
    `script-src-attr 'none'`,
    `style-src ${development ? `'self' 'unsafe-inline'` : style}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'${development ? ' ws:' : ''}`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
