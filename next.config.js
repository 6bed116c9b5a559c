import { readFileSync } from 'node:fs'

/** Every path has them, whoever answers it; proxy.ts sets them, too, and the whole policy. */
const securityHeaders = JSON.parse(
  readFileSync(new URL('lib/web/security-headers.json', import.meta.url), 'utf8'),
)

/** @type {import('next').NextConfig} */
export default {
  // `next start` warns about standalone output; only the container image asks for it.
  output: process.env.VEILGATE_STANDALONE === '1' ? 'standalone' : undefined,
  poweredByHeader: false,
  agentRules: false,
  // `npm run check` does that; whoever only starts it need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Loaded where they are asked for, once for all that is bundled apart.
  serverExternalPackages: [
    'nodemailer',
    'prom-client',
    '@opentelemetry/api',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace',
  ],
  // Next keeps a second copy of each body for the proxy. The guard lets no larger one through.
  experimental: { proxyClientMaxBodySize: '1mb' },
  // No page uses it, and its optimiser would be open to everybody.
  images: { unoptimized: true },
  headers: async () => [
    {
      source: '/:path*',
      headers: Object.entries({
        ...securityHeaders,
        'content-security-policy': "frame-ancestors 'none'; object-src 'none'; base-uri 'none'",
      }).map(([key, value]) => ({ key, value })),
    },
  ],
}
