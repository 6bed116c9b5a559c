import { defineConfig } from '@playwright/test'
import { ADMIN, OPERATOR } from './test/e2e/support/accounts'
import { METRICS_TOKEN } from './test/e2e/support/metrics'

// `npm test` brings the port, the data folder and the browser; see lib/cli/checks/browser-tests.ts. Alone,
// this file serves for a console that was started by hand on these defaults.
const port = process.env.VEILGATE_E2E_PORT ?? '3000'
const dataDir = process.env.VEILGATE_E2E_DATA_DIR
const browser = process.env.VEILGATE_E2E_BROWSER
const baseURL = `http://127.0.0.1:${port}`

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results',
  // One console, one queue, one database: what one test ingests, another would see.
  workers: 1,
  // Generous: a slow machine is no failure.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    baseURL,
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Navigations that a worker passes on are out of reach of page.route; its own test allows it.
    serviceWorkers: 'block',
    launchOptions: browser ? { executablePath: browser } : {},
  },
  webServer: {
    command: 'node lib/cli/bootstrap.mjs start',
    url: `${baseURL}/api/health`,
    reuseExistingServer: dataDir === undefined,
    timeout: 240_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 60_000 },
    stdout: 'ignore',
    stderr: 'pipe',
    env: {
      // Empty counts as unset, and goes before what a .env file says.
      ...Object.fromEntries(
        ['DATABASE_URL', 'SQS_QUEUE_URL', 'VEILGATE_URL', 'VEILGATE_KEYS_DIR'].map((n) => [n, '']),
      ),
      VEILGATE_HOST: '127.0.0.1',
      PORT: port,
      VEILGATE_DATA_DIR: dataDir ?? '.veilgate-e2e',
      VEILGATE_ADMIN_EMAIL: ADMIN.email,
      VEILGATE_ADMIN_PASSWORD: ADMIN.password,
      VEILGATE_OPERATOR_EMAIL: OPERATOR.email,
      VEILGATE_OPERATOR_PASSWORD: OPERATOR.password,
      VEILGATE_METRICS_TOKEN: METRICS_TOKEN,
      VEILGATE_VAULT_PASSPHRASE: 'a passphrase for the browser tests',
    },
  },
})
