import { isDevelopment } from '@/lib/env'

/** On every answer but static files. */
export const SECURITY_HEADERS: [name: string, value: string][] = [
  ['cache-control', 'no-store'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  // `no-referrer` would turn the Origin of a form sent without script into `null`.
  ['referrer-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  [
    'permissions-policy',
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  ],
]

/** Style elements that sonner adds by itself: as it appends them, and empty (test/lib/web/security-headers.test.ts). */
export const SONNER_STYLE_HASHES = [
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
]

/**
 * Scripts run by nonce alone. Style attributes are allowed, as virtual rows and charts place
 * themselves by them; style elements need the nonce.
 */
export function contentSecurityPolicy(nonce: string, https: boolean): string {
  const script = `'self' 'nonce-${nonce}' 'strict-dynamic'`
  const style = `'self' 'nonce-${nonce}' ${SONNER_STYLE_HASHES.join(' ')}`
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
